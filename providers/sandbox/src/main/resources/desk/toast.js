/** Short messages in the corner; they go by themselves, or by their button. */
import { h } from './dom.js'

const SHOWN_MILLIS = 8000

export function toast(message) {
  const element = h('div', { class: 'toast', test: 'desk-toast' },
    h('p', {}, message),
    h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => element.remove() }, '×'))
  document.getElementById('toasts').append(element)
  setTimeout(() => element.remove(), SHOWN_MILLIS)
}
