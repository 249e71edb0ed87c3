/** Where the person is: from the first question for the devices to the last word. */
export type Phase = "opening" | "preview" | "joining" | "call" | "ended" | "problem";

export interface Ending {
  kind: "left" | "closed" | "replaced";
  /** How long the call was; null when it never began. */
  seconds: number | null;
  canRejoin: boolean;
}
