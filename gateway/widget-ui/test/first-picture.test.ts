import { equal } from "node:assert/strict";
import { test } from "node:test";
import { withQuickFirstPicture } from "../src/call/peer/first-picture";

const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join("");

test("asks for a quick first picture wherever pictures are described, and nowhere else", () => {
  const before = lines(
    "v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10",
    "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102", "a=rtpmap:96 VP8/90000", "a=rtcp-fb:96 nack", "a=rtpmap:97 rtx/90000",
    "a=fmtp:97 apt=96", "a=rtpmap:102 H264/90000", "a=fmtp:102 packetization-mode=1;profile-level-id=42e01f",
  );

  const { type, sdp } = withQuickFirstPicture({ type: "offer", sdp: before });

  equal(type, "offer");
  equal(sdp, lines(
    "v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10",
    "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102", "a=rtpmap:96 VP8/90000", "a=fmtp:96 x-google-start-bitrate=800",
    "a=rtcp-fb:96 nack", "a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96", "a=rtpmap:102 H264/90000",
    "a=fmtp:102 packetization-mode=1;profile-level-id=42e01f;x-google-start-bitrate=800",
  ));
});

test("leaves a description without words as it is", () => {
  equal(withQuickFirstPicture({ type: "rollback" }).sdp, undefined);
});
