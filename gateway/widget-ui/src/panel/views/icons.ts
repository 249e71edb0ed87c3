import { svg, type TemplateResult } from "lit-html";

const PATHS = {
  close: "m6 9.5 6 6 6-6",
  end: "M14.5 7.5V6a2 2 0 0 0-2-2h-6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h6a2 2 0 0 0 2-2v-1.500M10 12h10m0 0-3-3m3 3-3 3",
  video: "M4.500 6.500h8.500a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H4.500a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM15 10.700l5-2.900c.7-.4 1.500.1 1.500.8v6.800c0 .7-.8 1.200-1.500.8l-5-2.900",
  audio: "M6.200 3.800h2.400c.5 0 .9.3 1 .8l.8 3a1 1 0 0 1-.3 1L8.600 10a12.500 12.500 0 0 0 5.400 5.400l1.400-1.500a1 1 0 0 1 1-.3l3 .8c.5.1.8.5.8 1v2.400a2 2 0 0 1-2.200 2A16 16 0 0 1 4.200 6a2 2 0 0 1 2-2.200Z",
  attach: "m19.500 11.500-7.300 7.300a4.700 4.700 0 0 1-6.700-6.700l7.700-7.700a3.100 3.100 0 0 1 4.400 4.400l-7.600 7.700a1.600 1.600 0 0 1-2.300-2.300l6.900-6.900",
  send: "M12 19V5m0 0-6 6m6-6 6 6",
  file: "M13.500 3.500h-7a1.500 1.500 0 0 0-1.500 1.500v14a1.500 1.500 0 0 0 1.500 1.500h11a1.500 1.500 0 0 0 1.500-1.500V9zm0 0V9H19",
  download: "M12 4v11m0 0-4-4m4 4 4-4M5 19.500h14",
  remove: "m7 7 10 10M17 7 7 17",
  alert: "M12 8v4.500m0 3.200v.1M12 3.500l9 16H3z",
  down: "M12 5v14m0 0-6-6m6 6 6-6",
  expand: "M9 4H4v5m11-5h5v5M9 20H4v-5m11 5h5v-5",
  shrink: "M4 9h5V4m11 5h-5V4M4 15h5v5m11-5h-5v5",
  offline: "M3.500 3.500l17 17M8.500 15.500a5 5 0 0 1 7 0M5.500 12a9.500 9.500 0 0 1 4-2.300m5 .1A9.500 9.500 0 0 1 18.500 12M12 19v.1",
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon; meaning is always said in words beside it or in the control's label. */
export function icon(name: IconName): TemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name]}></path></svg>`;
}
