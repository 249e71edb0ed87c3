import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { NoAnswer, Problem } from "../src/panel/http";
import { untilAnswered } from "../src/panel/until-answered";

const nothing = (): void => undefined;
const later = globalThis.setTimeout;
let pauses: number[] = [];
// Pauses before another try cost no time here, and are written down.
Object.assign(globalThis, {
  addEventListener: nothing, removeEventListener: nothing,
  setTimeout: (run: () => void, ms: number) => {
    pauses.push(ms);
    return later(run);
  },
});

/** A gateway that answers each try with what stands next. */
function answering(...answers: (string | Error)[]): () => Promise<string> {
  pauses = [];
  return () => {
    const answer = answers.shift() ?? new Error("one try too many");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
}

const always = (): boolean => true;

test("what may pass is waited out, each time longer", async () => {
  equal(await untilAnswered(answering(new NoAnswer("cut off"), new Problem(503, {}), "here"), always), "here");
  const [first = 0, second = 0] = pauses;
  ok(pauses.length === 2 && first >= 150 && first <= 300 && second >= 300 && second <= 600, String(pauses));
});

test("a server that wishes for a pause gets it", async () => {
  equal(await untilAnswered(answering(new Problem(429, {}, 7000), "here"), always), "here");
  deepEqual(pauses, [7000]);
});

test("what will not pass is thrown at once, and nobody is asked whether to go on", async () => {
  const refusal = new Problem(409, {});
  let asked = 0;
  const going = (): boolean => ++asked > 0;
  equal(await untilAnswered(answering(refusal), going).catch((failure: unknown) => failure), refusal);
  deepEqual([asked, pauses], [0, []]);
});

test("who need not know any more asks no more", async () => {
  const last = new NoAnswer("cut off again");
  const going = [true, false];
  const asking = untilAnswered(answering(new NoAnswer("cut off"), last), () => going.shift() ?? true);
  equal(await asking.catch((failure: unknown) => failure), last);
  equal(pauses.length, 1);
});
