/** The drawer that makes things go wrong. */
import { call } from './api.js'
import { h } from './dom.js'

const KINDS = [
  ['status', 'API: answer with a status'], ['reset-before', 'API: cut before processing'], ['reset-after', 'API: cut after processing'],
  ['refuse', 'API: refuse the connection'], ['late', 'API: answer late'], ['hang', 'API: never answer'], ['slow-headers', 'API: slow headers'],
  ['slow-body', 'API: slow body'], ['html', 'API: HTML instead of JSON'], ['invalid-json', 'API: broken JSON'], ['missing-id', 'API: no id in the answer'],
  ['close-silently', 'API: close a kept connection'], ['twice', 'API: answer twice'], ['continue-first', 'API: answer 100 first'],
  ['event-duplicate', 'Event: send twice'], ['event-reorder', 'Event: out of order'], ['event-delay', 'Event: delay'], ['event-drop', 'Event: lose'],
  ['event-blank-ids', 'Event: blank ids'], ['event-unresolved-ids', 'Event: {{unresolved}} ids'], ['event-expired-token', 'Event: expired token first'],
]
const TIMED = new Set(['late', 'hang', 'slow-headers', 'slow-body', 'event-delay'])

export function faultsDrawer(host, close) {
  const kind = h('select', { test: 'desk-fault-kind' }, KINDS.map(([value, text]) => h('option', { value }, text)))
  const status = h('input', { test: 'desk-fault-status', type: 'number', min: '400', max: '599', value: '503' })
  const seconds = h('input', { test: 'desk-fault-seconds', type: 'number', min: '0', step: 'any', placeholder: 'usual' })
  const count = h('input', { test: 'desk-fault-times', type: 'number', min: '1', placeholder: 'always' })
  const path = h('input', { test: 'desk-fault-path', placeholder: '/digital-connect/*' })
  const fields = { status: h('label', {}, 'Status', status), seconds: h('label', {}, 'Seconds', seconds), path: h('label', {}, 'Only paths like', path) }
  const fit = () => {
    fields.status.hidden = kind.value !== 'status'
    fields.seconds.hidden = !TIMED.has(kind.value)
    fields.path.hidden = kind.value.startsWith('event-')
  }
  kind.addEventListener('change', fit)
  fit()
  const add = event => {
    event.preventDefault()
    const fault = { kind: kind.value }
    if (!fields.status.hidden) fault.status = Number(status.value)
    if (!fields.seconds.hidden && seconds.value) fault.seconds = Number(seconds.value)
    if (!fields.path.hidden && path.value) fault.path = path.value
    if (count.value) fault.count = Number(count.value)
    call('POST', '/faults', fault).catch(() => {})
  }
  const list = h('ul', { class: 'faults' })
  host.replaceChildren(
    h('div', { class: 'head' }, h('h2', {}, 'Faults'), h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: close }, '✕')),
    h('p', {}, 'Let the vendor misbehave, and watch what the gateway makes of it.'),
    h('form', { class: 'form', onsubmit: add }, h('label', {}, 'What happens', kind),
      h('div', { class: 'pair' }, fields.status, fields.seconds, h('label', {}, 'How often', count)), fields.path,
      h('div', { class: 'buttons' },
        h('button', { type: 'button', class: 'quiet', test: 'desk-fault-clear', onclick: () => call('DELETE', '/faults').catch(() => {}) }, 'Clear all'),
        h('button', { type: 'submit', class: 'primary', test: 'desk-fault-add' }, 'Add fault'))), list)
  return faults => list.replaceChildren(...faults.map(fault => h('li', { test: 'desk-fault-item', 'data-kind': fault.kind },
    h('span', { class: 'what' }, [fault.kind, fault.status].filter(Boolean).join(' '),
      h('small', {}, [fault.path, fault.remaining === null ? 'until cleared' : `${fault.remaining} left`, `struck ${fault.hits}×`].filter(Boolean).join(' · '))),
    h('button', { type: 'button', class: 'quiet', 'aria-label': `Remove ${fault.kind}`, onclick: () => call('DELETE', `/faults/${fault.id}`).catch(() => {}) }, '✕'))))
}
