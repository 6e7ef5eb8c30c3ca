// SPDX-License-Identifier: Apache-2.0

export type SoundName = 'join' | 'leave' | 'mute' | 'unmute' | 'test';

/** Tones in Hz, one after the other: up means more, down means less. */
const TONES: Record<SoundName, readonly number[]> = {
  join: [523, 784],
  leave: [523, 349],
  mute: [392],
  unmute: [587],
  test: [523, 659, 784],
};
const TONE_S = 0.11;
const LOUDNESS = 0.08;

/** Short, soft tones, made on the spot. */
export class Sounds {
  enabled = true;
  speakerId = '';
  #context: (AudioContext & { setSinkId?: (id: string) => Promise<void> }) | undefined;

  async play(name: SoundName): Promise<void> {
    if ((!this.enabled && name !== 'test') || typeof AudioContext === 'undefined') {
      return;
    }
    this.#context ??= new AudioContext();
    await this.#context.setSinkId?.(this.speakerId).catch(() => undefined);
    await this.#context.resume();
    const { currentTime } = this.#context;
    for (const [index, hertz] of TONES[name].entries()) {
      this.#tone(this.#context, hertz, currentTime + index * TONE_S);
    }
  }

  #tone(context: AudioContext, hertz: number, at: number): void {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0005, at + TONE_S * 1.6);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + TONE_S * 1.7);
  }
}
