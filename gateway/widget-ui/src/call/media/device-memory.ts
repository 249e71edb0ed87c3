export interface ChosenDevices {
  camera?: string;
  microphone?: string;
  speaker?: string;
}

const KEY = "visavis.call.devices";
let chosen: ChosenDevices | null = null;

/** The devices the person picked last; written only when they pick. A device that is gone is handled where it is opened. */
export const deviceMemory = {
  read(): ChosenDevices {
    if (chosen) return chosen;
    try {
      chosen = JSON.parse(localStorage.getItem(KEY) ?? "{}") as ChosenDevices;
    } catch {
      chosen = {};
    }
    return chosen;
  },

  write(kind: keyof ChosenDevices, deviceId: string): void {
    chosen = { ...deviceMemory.read(), [kind]: deviceId };
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // Storage refused: remembered for this page only.
    }
  },
};
