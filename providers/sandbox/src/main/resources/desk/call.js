/** The call beside the chat: one frame, kept while the page is drawn anew. */
import { h } from './dom.js'

const ALLOWED = 'camera; microphone; display-capture; fullscreen; autoplay; picture-in-picture'

export function showCall(host, address) {
  const frame = h('iframe', { src: address, allow: ALLOWED, title: 'Video call', test: 'desk-call-frame' })
  host.replaceChildren(
    h('div', { class: 'head' }, h('span', {}, 'Video call'),
      h('button', { type: 'button', test: 'desk-call-window', onclick: () => { window.open(address, '_blank', 'noopener'); hideCall(host) } }, 'Open in a new window'),
      h('button', { type: 'button', test: 'desk-call-close', 'aria-label': 'Close the call panel', onclick: () => hideCall(host) }, '✕')),
    frame)
  host.hidden = false
}

export function hideCall(host) {
  host.replaceChildren()
  host.hidden = true
}
