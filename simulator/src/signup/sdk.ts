/** A small stand-in for Meta's JavaScript SDK: `FB.init` and `FB.login`, with the same options, the same popup and the same two answers. */

/** Where the popup is, relative to the script. */
const POPUP = 'signup'

export const SDK_SCRIPT = `(function () {
  var here = new URL(document.currentScript.src)
  var app = {}
  window.FB = {
    init: function (options) { app = options },
    login: function (done, options) {
      var popup = new URL('${POPUP}', here)
      popup.searchParams.set('client_id', String(app.appId || ''))
      popup.searchParams.set('config_id', String(options.config_id || ''))
      popup.searchParams.set('extras', JSON.stringify(options.extras || {}))
      popup.searchParams.set('ticket', here.searchParams.get('ticket') || '')
      var opened = window.open(popup.href, 'sandbox-signup', 'popup,width=560,height=760')
      var nobody = { authResponse: null, status: 'unknown' }
      if (!opened) return done(nobody)
      var timer = setInterval(function () { if (opened.closed) end(nobody) }, 250)
      function hear(event) {
        if (event.origin !== here.origin || event.source !== opened) return
        if (event.data && event.data.type === 'sandbox_login') end(event.data.response)
      }
      function end(response) {
        clearInterval(timer)
        window.removeEventListener('message', hear)
        done(response)
      }
      window.addEventListener('message', hear)
    },
  }
  if (typeof window.fbAsyncInit === 'function') window.fbAsyncInit()
})()
`
