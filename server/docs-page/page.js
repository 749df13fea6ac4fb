// Reads /api/v1/openapi.json and makes one form per operation. No framework: this page must work when nothing else does.
const about = document.getElementById('about')
const nav = document.getElementById('nav')
const list = document.getElementById('operations')
const key = document.getElementById('key')

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

/** A value that fits the schema, to start editing from. */
function example(schema) {
  if (!schema) return null
  if ('default' in schema) return schema.default
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const branch = schema.oneOf?.[0] ?? schema.anyOf?.[0]
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(example))
  if (branch) return example(branch)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const required = schema.required ?? []
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => required.includes(name))
        .map(([name, inner]) => [name, example(inner)]),
    )
  }
  if (type === 'array') return []
  if (type === 'boolean') return false
  if (type === 'integer' || type === 'number') return schema.minimum ?? 0
  return schema.format === 'uuid' ? '00000000-0000-0000-0000-000000000000' : ''
}

const pretty = (value) => JSON.stringify(value, null, 2)
const jsonSchema = (content) => content?.content?.['application/json']?.schema

function operationCard(path, method, operation) {
  const id = `${method}-${path}`.replaceAll(/[^a-z0-9]+/gi, '-')
  const inputs = (operation.parameters ?? []).map((parameter) => {
    const input = element('input', { name: parameter.name, ...(parameter.required ? { required: '' } : {}) })
    return {
      parameter,
      input,
      label: element('label', {}, `${parameter.name} (${parameter.in}) `, input, ` ${parameter.description ?? ''}`),
    }
  })
  const schema = jsonSchema(operation.requestBody)
  const body = schema ? element('textarea', { 'aria-label': 'Request body', spellcheck: 'false' }) : null
  if (body) body.value = pretty(example(schema))
  const answer = element('pre', { 'aria-live': 'polite', hidden: '' })
  const form = element('form', {}, ...inputs.map(({ label }) => label), ...(body ? [body] : []), element('button', {}, 'Send'), answer)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(path, method, inputs, body, answer)
  })
  const shapes = Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
    const shape = jsonSchema(response)
    return shape ? [element('h3', {}, `Answer ${status}`), element('pre', {}, pretty(shape))] : []
  })
  const request = schema ? [element('h3', {}, 'Body'), element('pre', {}, pretty(schema))] : []
  const title = element(
    'summary',
    {},
    element('span', { class: 'method' }, method.toUpperCase()),
    element('code', {}, path),
    ` ${operation.summary ?? ''}`,
  )
  const card = element(
    'details',
    { id },
    title,
    element('div', { class: 'inside' }, element('h3', {}, 'Try it'), form, ...request, ...shapes),
  )
  nav.append(element('a', { href: `#${id}` }, `${method.toUpperCase()} ${path.replace('/api/v1', '')}`))
  return card
}

async function send(path, method, inputs, body, answer) {
  const query = new URLSearchParams()
  let url = path
  for (const { parameter, input } of inputs) {
    if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, encodeURIComponent(input.value))
    else if (input.value !== '') query.set(parameter.name, input.value)
  }
  const headers = {}
  if (key.value !== '') headers.authorization = `Bearer ${key.value}`
  if (body) headers['content-type'] = 'application/json'
  const started = performance.now()
  answer.hidden = false
  answer.textContent = '…'
  const response = await fetch(query.size > 0 ? `${url}?${query}` : url, {
    method: method.toUpperCase(),
    headers,
    ...(body ? { body: body.value } : {}),
  })
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  answer.textContent = `${response.status} in ${Math.round(performance.now() - started)} ms\n\n${type.includes('json') ? pretty(JSON.parse(text)) : text}`
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target) {
    target.open = true
    target.scrollIntoView()
  }
}

const description = await (await fetch('/api/v1/openapi.json')).json()
about.textContent = description.info.description
list.replaceChildren()
const groups = Map.groupBy(
  Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  ),
  ({ operation }) => operation.tags?.[0] ?? 'api',
)
for (const [group, operations] of groups) {
  nav.append(element('strong', {}, group))
  list.append(element('h2', {}, group), ...operations.map(({ path, method, operation }) => operationCard(path, method, operation)))
}
const codes = Object.entries(description['x-problem-codes']).map(([code, status]) =>
  element('li', { id: code }, element('code', {}, code), ` ${status}`),
)
nav.append(element('strong', {}, 'Errors'), element('a', { href: '#errors' }, 'Codes and their status'))
list.append(element('h2', { id: 'errors' }, 'errors'), element('ul', {}, ...codes))
addEventListener('hashchange', openTarget)
openTarget()
