import type { MediaProblem } from "./media/media-problem";
import type { QualityReason, Role } from "./wire/contract";

/** Every word of the call; hosts replace what they translate. `{name}` marks are filled in. */
export const ENGLISH = {
  checkTitle: "Ready to join?",
  checkTitleAudio: "Ready to talk?",
  checkAsking: "Your browser asks for your camera and microphone. Choose “Allow” to be seen and heard.",
  checkAskingAudio: "Your browser asks for your microphone. Choose “Allow” to be heard.",
  checkOnlyTitle: "Check your camera and microphone",
  checkDone: "Everything works",
  join: "Join call",
  joinListening: "Join and listen",
  joining: "Joining…",
  cancel: "Not now",
  retry: "Try again",
  newWindow: "Open in a new window",
  useHere: "Use this window",
  rejoin: "Rejoin",
  callAgain: "Call again",
  close: "Close",
  devices: "Devices",
  camera: "Camera",
  microphone: "Microphone",
  speaker: "Speaker",
  systemDefault: "System default",
  testTone: "Play test sound",
  levelSilent: "We hear nothing yet. Say something, or choose another microphone.",
  levelHeard: "We can hear you.",
  cameraIsOff: "Your camera is off",
  noCamera: "No picture",
  mute: "Mute microphone",
  unmute: "Unmute microphone",
  cameraOn: "Turn camera on",
  cameraOff: "Turn camera off",
  share: "Share screen",
  stopShare: "Stop sharing",
  sharing: "You are sharing your screen",
  settings: "Devices and more",
  pip: "Picture in picture",
  fullscreen: "Full screen",
  exitFullscreen: "Leave full screen",
  hangup: "Hang up",
  hangupAll: "End call for everyone",
  leaveOnly: "Leave, keep the call open",
  you: "You",
  agent: "Agent",
  visitor: "Customer",
  waitingAgent: "Waiting for the agent to join…",
  waitingVisitor: "Waiting for the customer to join…",
  waitingHint: "You can stay here. They are joined to you as soon as they come.",
  visitorCamera: "Customer’s camera: {state}",
  visitorMicrophone: "Customer’s microphone: {state}",
  device_ok: "works",
  device_silent: "no sound yet",
  device_none: "not found",
  device_blocked: "blocked in their browser",
  device_busy: "used by another application",
  device_failed: "did not start",
  ticketRefused: "Somebody else tried to join with the customer’s link and was refused.",
  connecting: "Connecting…",
  peerJoined: "{name} has joined",
  peerLeft: "{name} has left the call",
  peerReloading: "{name} is coming back…",
  peerMuted: "{name} is muted",
  peerMutedShort: "Muted",
  peerCameraOff: "{name} has the camera off",
  peerScreen: "{name} shares a screen",
  peerAway: "{name}’s connection is weak",
  peerQuality: "{name}’s connection is weak: {reason}",
  interrupted: "Connection interrupted. Reconnecting…",
  restored: "You are connected again",
  lost: "The connection did not come back.",
  lostHint: "We keep trying. You can also rejoin, or go on in the chat.",
  signallingLost: "Reconnecting to the service… the call goes on.",
  audioOnly: "Pictures are paused so that the sound stays clear.",
  audioOnlyRetry: "Show pictures",
  tapToHear: "Tap to hear",
  endedTitle: "The call has ended",
  leftTitle: "You left the call",
  replacedTitle: "The call goes on in another window",
  replacedHint: "You opened this call elsewhere.",
  endedDuration: "Duration {duration}",
  qualityGood: "Good connection",
  qualityFair: "Fair connection",
  qualityPoor: "Weak connection",
  shareRefused: "This page may not share the screen.",
  problemTitle: "You cannot join this call",
  problemTicketUsed: "This link has already been used.",
  problemTicketUsedHint: "A link admits one person. Go back to the chat and accept the call again, or ask for a new link.",
  problemExpired: "This link has expired.",
  problemExpiredHint: "Links are valid for a short time only. Ask for a new one in the chat.",
  problemClosed: "This call is over.",
  problemClosedHint: "If you need to talk again, ask for a new call in the chat.",
  problemLink: "This link is not valid.",
  problemLinkHint: "Check that the whole address was opened, or ask for a new link.",
  problemOffline: "The service cannot be reached.",
  problemOfflineHint: "Check your internet connection and try again.",
  problemFull: "This call is full.",
  problemFullHint: "Somebody has to leave before you can join.",
  problemBusy: "Too many tries at once.",
  problemBusyHint: "Wait a moment and try again.",
  problemRecording: "There is no recording of this call.",
  problemRecordingHint: "Recording is off here: of a call, nothing is kept but when it was and how long it took.",
  problemOther: "Something went wrong.",
  problemOtherHint: "Try again. If it stays like this, go on in the chat.",
  problemBrowser: "This browser cannot make calls.",
  problemBrowserHint: "Use a current version of Chrome, Edge, Firefox or Safari, and open the page over https.",
};

export type CallStrings = typeof ENGLISH;

export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
}

export interface Advice {
  what: string;
  hint: string;
}

/** What stands between the person and a device, and the way out. */
export const DEVICE_ADVICE: Record<"camera" | "microphone" | "both", Record<MediaProblem, Advice>> = {
  camera: adviceFor("camera", "picture"),
  microphone: adviceFor("microphone", "voice"),
  both: {
    ...adviceFor("camera and microphone", "picture and voice"),
    none: { what: "We found no camera and no microphone.", hint: "Plug them in and choose “Try again”, or join to listen." },
    blocked: {
      what: "Your camera and microphone are blocked for this page.",
      hint: "Click the camera symbol in the address bar, choose “Allow” for both, then “Try again”. Also check that the system lets the browser use them.",
    },
    busy: {
      what: "Another application uses your camera and microphone.",
      hint: "Close other calls and camera applications, then choose “Try again”.",
    },
    constraint: { what: "The devices you used last are not there any more.", hint: "Choose others below." },
    failed: {
      what: "Your camera and microphone did not start.",
      hint: "Unplug them and plug them in again, or restart the browser, then choose “Try again”.",
    },
  },
};

export const REASONS: Record<QualityReason, string> = {
  "none": "",
  "loss": "data is getting lost on the way",
  "delay": "long delay",
  "bandwidth": "the internet connection is slow",
  "cpu": "this computer is very busy",
  "frames": "the picture stutters",
  "audio-only": "pictures are paused to keep the sound",
  "reconnecting": "reconnecting",
};

export function roleName(strings: CallStrings, role: Role): string {
  return role === "agent" ? strings.agent : strings.visitor;
}

function adviceFor(device: string, sense: string): Record<MediaProblem, Advice> {
  return {
    blocked: {
      what: `Your ${device} is blocked for this page.`,
      hint: `Click the ${device} symbol in the address bar, choose “Allow”, then “Try again”. Also check that the system lets the browser use the ${device}.`,
    },
    dismissed: {
      what: `The question for your ${device} was closed.`,
      hint: "Choose “Try again” and then “Allow”.",
    },
    policy: {
      what: `The page around this call does not pass on your ${device}.`,
      hint: "Open the call in a new window; there your browser will ask you.",
    },
    none: {
      what: `We found no ${device}.`,
      hint: `Plug one in and choose “Try again”, or join without your ${sense}.`,
    },
    busy: {
      what: `Another application uses your ${device}.`,
      hint: "Close other calls and camera applications, then choose “Try again”.",
    },
    constraint: {
      what: `The ${device} you used last is not there any more.`,
      hint: "Choose another one below.",
    },
    insecure: {
      what: `Your browser allows a ${device} on secure pages only.`,
      hint: "Open this page with https:// in a current browser.",
    },
    failed: {
      what: `Your ${device} did not start.`,
      hint: "Unplug it and plug it in again, or restart the browser, then choose “Try again”.",
    },
  };
}
