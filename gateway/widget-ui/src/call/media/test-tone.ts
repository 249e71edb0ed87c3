type SinkContext = AudioContext & { setSinkId?(id: string): Promise<void> };

/** Plays two soft notes on the chosen speaker; resolves when they are over. */
export async function playTestTone(speakerId: string | undefined): Promise<void> {
  const context = new AudioContext() as SinkContext;
  if (speakerId && context.setSinkId) await context.setSinkId(speakerId).catch(() => undefined);
  await context.resume();
  const volume = context.createGain();
  volume.connect(context.destination);
  const notes = [523.25, 783.99];
  notes.forEach((frequency, index) => {
    const start = context.currentTime + index * 0.28;
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(volume);
    oscillator.start(start);
    oscillator.stop(start + 0.26);
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.18, start + 0.04);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.26);
  });
  await new Promise((resolve) => setTimeout(resolve, 650));
  await context.close();
}
