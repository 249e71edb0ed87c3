const EVERY_MS = 80;

/** Calls back with the microphone's loudness, 0 to 1, until the returned function is called. */
export function measureLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  void context.resume().catch(() => undefined);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    const loudness = Math.sqrt(sum / samples.length);
    // Speech sits around -40 to -10 dB; show that span.
    const decibels = 20 * Math.log10(Math.max(loudness, 1e-5));
    onLevel(Math.min(1, Math.max(0, (decibels + 55) / 45)));
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
