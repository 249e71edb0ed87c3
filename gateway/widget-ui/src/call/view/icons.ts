import { svg, type TemplateResult } from "lit-html";

const PATHS = {
  microphone: "M12 15a3.5 3.5 0 0 0 3.5-3.5v-5a3.5 3.5 0 0 0-7 0v5A3.5 3.5 0 0 0 12 15Zm6.5-3.5a6.5 6.5 0 0 1-13 0M12 18v3.5m-3.5 0h7",
  camera: "M3.5 7.5a2 2 0 0 1 2-2h7a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-9Zm11 3 6-3.5v10l-6-3.5",
  screen: "M3.5 6.5a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-8ZM8.5 20h7M12 13.5v-6m-2.5 2.5L12 7.5l2.5 2.5",
  settings: "M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-7 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  hangup: "M3.2 14.6c-.9-1-1-2.5-.1-3.5 5-5 12.8-5 17.8 0 .9 1 .8 2.5-.1 3.5l-1 1a1.4 1.4 0 0 1-1.7.2l-2.3-1.4a1.4 1.4 0 0 1-.6-1.5l.4-1.6a10.5 10.5 0 0 0-7.2 0l.4 1.6a1.4 1.4 0 0 1-.6 1.5l-2.3 1.4a1.4 1.4 0 0 1-1.7-.2Z",
  pip: "M3.5 6.5a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2V11M3.5 6.5v11a2 2 0 0 0 2 2H11m3-5.5h6.5v5.5H14Z",
  fullscreen: "M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5",
  shrink: "M9 4v5H4m16 0h-5V4m0 16v-5h5M4 15h5v5",
  sound: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Zm11.5-.8a5 5 0 0 1 0 6.6M18 6a9 9 0 0 1 0 12",
  warning: "M12 9v4.5m0 3v.1M10.3 4.5 2.9 17.3a2 2 0 0 0 1.7 3h14.8a2 2 0 0 0 1.7-3L13.7 4.5a2 2 0 0 0-3.4 0Z",
  close: "M6 6l12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon that takes the text's colour; `struck` draws the bar of "off". Hidden from screen readers: buttons have names. */
export function icon(name: IconName, struck = false): TemplateResult {
  return svg`<svg class="vc-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]}></path>${struck ? svg`<path class="vc-strike" d="M4 3.5 20 20.5"></path>` : ""}
  </svg>` as TemplateResult;
}

/** Three bars; how many are filled says the level without any colour. */
export function bars(filled: number): TemplateResult {
  return svg`<svg class="vc-bars" viewBox="0 0 18 14" aria-hidden="true" focusable="false">
    ${[0, 1, 2].map((index) => svg`<rect class=${index < filled ? "is-filled" : ""} x=${index * 6.5} y=${9 - index * 4.5}
      width="4" height=${5 + index * 4.5} rx="1"></rect>`)}
  </svg>` as TemplateResult;
}
