/** The middle column: who it is, what can be done, the transcript and the reply box. */
import { act, sendFile } from './api.js'
import { avatar, h, lasted, visitorName } from './dom.js'
import { toast } from './toast.js'
import { drawTranscript, keepAtEnd } from './transcript.js'

const TYPING_MILLIS = 4000
const drafts = new Map()

/** Draws anew only when the conversation or its state is another one; the reply box keeps its text and focus. */
export function drawConversation(host, state, conversation, openCall) {
  if (!conversation) {
    host.dataset.shape = ''
    host.replaceChildren(h('div', { class: 'empty', test: 'desk-empty' }, h('h1', {}, 'All quiet'),
      h('p', {}, 'Chats that visitors start appear in the list. Start one on the demo site: the chat button is at its bottom right.')))
    return
  }
  const shape = `${conversation.id} ${conversation.state} ${conversation.agent?.id} ${state.agents.length}`
  if (host.dataset.shape !== shape) {
    host.dataset.shape = shape
    const focused = document.activeElement?.dataset?.testid
    host.replaceChildren(bar(state, conversation, openCall),
      keepAtEnd(h('div', { class: 'transcript', test: 'desk-transcript', tabindex: '0', role: 'log', 'aria-label': 'Transcript' })),
      foot(state, conversation))
    if (focused === 'desk-accept' || focused === 'desk-message-input') host.querySelector('textarea')?.focus()
  }
  drawTranscript(host.querySelector('.transcript'), conversation, openCall, state.now())
}

function bar(state, conversation, openCall) {
  const name = visitorName(conversation)
  const active = conversation.state === 'active'
  const subject = conversation.subject || 'No subject'
  return h('div', { class: 'bar' }, avatar(name),
    h('div', { class: 'title' }, h('h1', { test: 'desk-visitor' }, name),
      h('p', { test: 'desk-state', 'data-state': conversation.state }, conversation.agent ? `${subject} · ${conversation.agent.name}` : subject)),
    active ? h('button', { type: 'button', class: 'primary', test: 'desk-call', onclick: event => startCall(event, conversation, openCall) }, 'Start video call') : null,
    active ? menu('Transfer', 'desk-transfer', state.agents.filter(agent => agent.id !== conversation.agent?.id).map(agent =>
      h('button', { type: 'button', test: 'desk-transfer-agent', 'data-agent-id': agent.id, onclick: () => act(conversation.id, 'transfer', { agent: agent.id }).catch(() => {}) },
        avatar(agent.name, true), agent.name))
      .concat((state.queues[conversation.vendor] || []).filter(queue => queue.id !== conversation.queue?.id).map(queue =>
        h('button', { type: 'button', test: 'desk-transfer-queue', 'data-queue-id': queue.id, onclick: () => act(conversation.id, 'transfer', { queue: queue.id }).catch(() => {}) },
          `Queue: ${queue.name}`)))) : null,
    conversation.state === 'ended' ? null : h('button', { type: 'button', class: 'secondary', test: 'desk-end', onclick: () => act(conversation.id, 'end').catch(() => {}) }, 'End'),
    conversation.state === 'ended' ? null : menu('⋯', 'desk-more', [
      h('button', { type: 'button', class: 'danger', test: 'desk-terminate', onclick: () => act(conversation.id, 'terminate').catch(() => {}) }, 'Terminate (no ordinary end)'),
      h('button', { type: 'button', class: 'danger', test: 'desk-end-silently', onclick: () => act(conversation.id, 'end', { events: [] }).catch(() => {}) }, 'End, but lose the event')], 'More actions'))
}

async function startCall(event, conversation, openCall) {
  const button = event.currentTarget
  button.disabled = true
  try {
    const links = await act(conversation.id, 'call')
    openCall(links.agentUrl)
  } catch {
    // The toast has said it.
  } finally {
    button.disabled = false
  }
}

/** The first line asks, the others are the choices: a card of quick replies. */
function offer(id, box) {
  const [text, ...titles] = box.value.split('\n').map(line => line.trim()).filter(Boolean)
  if (titles.length === 0) {
    toast('Write the question, then one choice per line.')
    return
  }
  const options = titles.map(title => ({ title, data: { postback: title.toLowerCase() } }))
  act(id, 'say', { text, card: { contentType: 'application/8x8.quick.replies', content: { options } } }).then(() => {
    box.value = ''
    drafts.delete(id)
  }, () => {})
}

function menu(label, test, items, title) {
  const list = h('div', { class: 'list', hidden: true })
  list.append(...items)
  const button = h('button', { type: 'button', class: 'secondary', test, 'aria-haspopup': 'true', 'aria-expanded': 'false', 'aria-label': title }, label)
  const root = h('div', { class: 'menu' }, button, list)
  const show = open => {
    list.hidden = !open
    button.setAttribute('aria-expanded', String(open))
    if (open) list.querySelector('button')?.focus()
  }
  button.addEventListener('click', () => show(list.hidden))
  list.addEventListener('click', () => show(false))
  root.addEventListener('keydown', event => { if (event.key === 'Escape') { show(false); button.focus() } })
  root.addEventListener('focusout', event => { if (!root.contains(event.relatedTarget)) show(false) })
  return root
}

function foot(state, conversation) {
  if (conversation.state === 'ended') return h('p', { class: 'over', test: 'desk-ended' }, 'This conversation is over.')
  if (conversation.state === 'queued') {
    return h('div', { class: 'offer' },
      h('p', {}, 'Waiting for ', h('b', { 'data-since': conversation.createdAt }, lasted(conversation.createdAt, state.now()))),
      h('button', { type: 'button', class: 'primary', test: 'desk-accept', onclick: () => act(conversation.id, 'accept').catch(() => {}) }, 'Accept'))
  }
  return composer(conversation)
}

function composer({ id, vendor }) {
  const box = h('textarea', { test: 'desk-message-input', rows: '1', placeholder: 'Write a reply…', 'aria-label': 'Reply' })
  box.value = drafts.get(id) || ''
  let typed = 0
  const send = async () => {
    const text = box.value.trim()
    if (!text) return
    box.value = ''
    typed = 0
    drafts.delete(id)
    grow()
    try {
      await act(id, 'say', { text })
    } catch {
      box.value = text
    }
  }
  const grow = () => { box.style.height = 'auto'; box.style.height = `${box.scrollHeight}px` }
  box.addEventListener('input', () => {
    drafts.set(id, box.value)
    grow()
    if (Date.now() - typed > TYPING_MILLIS) {
      typed = Date.now()
      act(id, 'typing', { typing: true }).catch(() => {})
    }
  })
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      send()
    }
  })
  const input = h('input', { type: 'file', hidden: true, multiple: true, test: 'desk-file-input' })
  input.addEventListener('change', async () => {
    for (const file of input.files) await sendFile(id, file).catch(() => {})
    input.value = ''
  })
  return h('form', { class: 'composer', onsubmit: event => { event.preventDefault(); send() } }, box,
    h('div', { class: 'row' },
      h('button', { type: 'button', class: 'quiet', test: 'desk-file', onclick: () => input.click() }, 'Attach file'), input,
      vendor === '8x8' ? h('button', { type: 'button', class: 'quiet', test: 'desk-quick-replies', title: 'The text asks, its lines after the first are the choices', onclick: () => offer(id, box) }, 'Offer choices') : null,
      h('span', { class: 'hint' }, 'Enter sends, Shift + Enter starts a line'),
      h('button', { type: 'submit', class: 'primary', test: 'desk-send' }, 'Send')))
}
