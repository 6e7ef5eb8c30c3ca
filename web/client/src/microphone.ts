// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { MicrophoneError, type MicrophoneProblem } from './errors.js';

/** What the browser does to the microphone's sound. */
export interface Processing {
  echo: boolean;
  noise: boolean;
  gain: boolean;
}

export interface MicrophoneChoice {
  /** The device's id, empty for the default. */
  deviceId: string;
  processing: Processing;
}

interface MicrophoneEvents {
  /** Another track is to be sent from now on, or none. */
  track: MediaStreamTrack | null;
  /** The device went away and the default one took its place. */
  fellBack: { label: string };
  /** The device went away and there is no other. */
  lost: MicrophoneError;
}

/** The one microphone that is open, if any. */
export class Microphone extends Emitter<MicrophoneEvents> {
  #track: MediaStreamTrack | null = null;
  #choice: MicrophoneChoice = { deviceId: '', processing: { echo: true, noise: true, gain: true } };
  #muted = false;

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  get choice(): MicrophoneChoice {
    return this.#choice;
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    if (this.#track) {
      this.#track.enabled = !muted;
    }
  }

  /** Opens the chosen device, in place of the one that was open. */
  async open(choice: MicrophoneChoice = this.#choice): Promise<MediaStreamTrack> {
    const track = await getTrack(choice);
    this.#choice = choice;
    this.#replace(track);
    return track;
  }

  /** The track that is open, or that of the chosen device when none is. */
  async live(choice: MicrophoneChoice): Promise<MediaStreamTrack> {
    return this.#track?.readyState === 'live' ? this.#track : this.open(choice);
  }

  close(): void {
    this.#replace(null);
  }

  #replace(track: MediaStreamTrack | null): void {
    const before = this.#track;
    this.#track = track;
    if (track) {
      track.enabled = !this.#muted;
      track.addEventListener('ended', () => void this.#onEnded(track), { once: true });
    }
    this.emit('track', track);
    before?.stop();
  }

  async #onEnded(track: MediaStreamTrack): Promise<void> {
    if (this.#track !== track) {
      return;
    }
    try {
      const other = await this.open({ ...this.#choice, deviceId: '' });
      this.emit('fellBack', { label: other.label });
    } catch (error) {
      this.#replace(null);
      this.emit('lost', error as MicrophoneError);
    }
  }
}

async function getTrack({ deviceId, processing }: MicrophoneChoice): Promise<MediaStreamTrack> {
  if (!navigator.mediaDevices) {
    throw new MicrophoneError('insecure');
  }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
        echoCancellation: processing.echo,
        noiseSuppression: processing.noise,
        autoGainControl: processing.gain,
        channelCount: 1,
      },
    });
    const [track] = stream.getAudioTracks();
    if (!track) {
      throw new MicrophoneError('missing');
    }
    return track;
  } catch (cause) {
    if (deviceId && (cause as Error).name === 'OverconstrainedError') {
      return getTrack({ deviceId: '', processing });
    }
    throw cause instanceof MicrophoneError ? cause : new MicrophoneError(problem(cause), { cause });
  }
}

function problem(cause: unknown): MicrophoneProblem {
  switch ((cause as Error).name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unknown';
  }
}
