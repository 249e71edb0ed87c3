/** The control API as the desk uses it. Every failure becomes a toast and rejects. */
import { toast } from './toast.js'

const BASE = '/control/v1'

export async function call(method, path, body, type = 'application/json') {
  let response
  try {
    response = await fetch(BASE + path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': type },
      body: body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : body,
    })
  } catch (failure) {
    toast('The sandbox does not answer. Is it still running?')
    throw failure
  }
  const text = await response.text()
  const answer = text ? JSON.parse(text) : null
  if (!response.ok) {
    toast(answer?.message || `The sandbox answered ${response.status}.`)
    throw new Error(answer?.error || String(response.status))
  }
  return answer
}

export function act(id, action, body = {}) {
  return call('POST', `/conversations/${encodeURIComponent(id)}/${action}`, body)
}

export function sendFile(id, file) {
  const type = file.type || 'application/octet-stream'
  const path = `/conversations/${encodeURIComponent(id)}/file?name=${encodeURIComponent(file.name)}`
  return call('POST', path, file, type === 'application/json' ? 'application/json; charset=utf-8' : type)
}

export function fileAddress(id, file) {
  return `${BASE}/conversations/${encodeURIComponent(id)}/files/${encodeURIComponent(file.id)}`
}

/** Follows every change; calls back with (event, data) and the state of the line: live or lost. */
export function follow(onEvent, onLine) {
  const source = new EventSource(BASE + '/changes')
  source.onopen = () => onLine('live')
  source.onerror = () => onLine('lost')
  for (const name of ['snapshot', 'conversation', 'faults', 'cleared']) {
    source.addEventListener(name, event => onEvent(name, JSON.parse(event.data)))
  }
}
