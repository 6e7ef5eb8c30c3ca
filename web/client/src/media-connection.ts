// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { MediaFailedError, MediaUnreachableError } from './errors.js';
import { candidatePorts } from './sdp.js';

/** Sends an offer to the server and gives its answer. */
export type Negotiate = (offer: string) => Promise<string>;

/** What a receive line carries now. */
export interface HeardOn {
  mid: string;
  /** How loud, 0 to 1. */
  level: number;
  /** The talker's number, where the packets name it. */
  stream: number | undefined;
}

interface MediaEvents {
  /** Whether audio can flow now. */
  connected: boolean;
}

const ICE_WITHIN_MS = 5_000;
const DTLS_WITHIN_MS = 15_000;
/** `disconnected` often mends itself within a second or two. */
const GRACE_MS = 1_000;
const RESTART_EVERY_MS = 4_000;
/** A source that has not been heard for this long is not heard now. */
const HEARD_WITHIN_MS = 500;

/** The one WebRTC connection to the server: a sending line, then the receive lines, offered once. */
export class MediaConnection extends Emitter<MediaEvents> {
  readonly connection: RTCPeerConnection;
  readonly #sending: RTCRtpTransceiver;
  readonly #receiving: RTCRtpTransceiver[];
  readonly #negotiate: Negotiate;
  #up = false;
  #restart: ReturnType<typeof setTimeout> | undefined;
  #negotiating = false;

  constructor(iceServers: RTCIceServer[], slots: number, negotiate: Negotiate) {
    super();
    this.#negotiate = negotiate;
    this.connection = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
    this.#sending = this.connection.addTransceiver('audio', { direction: 'sendonly' });
    this.#receiving = Array.from({ length: slots }, () =>
      this.connection.addTransceiver('audio', { direction: 'recvonly' }),
    );
    this.connection.addEventListener('connectionstatechange', () => this.#onState());
  }

  /** The tracks of the receive lines, in their order. */
  get tracks(): MediaStreamTrack[] {
    return this.#receiving.map((each) => each.receiver.track);
  }

  get connected(): boolean {
    return this.connection.connectionState === 'connected';
  }

  /** Sends this microphone from now on, or nothing; needs no new offer. */
  async send(track: MediaStreamTrack | null): Promise<void> {
    await this.#sending.sender.replaceTrack(track);
  }

  /** Offers, takes the answer, and waits until audio can flow. */
  async connect(): Promise<void> {
    const answer = await this.#offer();
    const ports = candidatePorts(answer);
    await this.#until(
      ICE_WITHIN_MS,
      () => ['connected', 'completed'].includes(this.connection.iceConnectionState),
      () => new MediaUnreachableError(ports),
    );
    await this.#until(
      DTLS_WITHIN_MS,
      () => this.connected,
      () => new MediaFailedError('the encrypted connection was not made'),
    );
    this.#up = true;
  }

  /** Looks for a path anew, at once, unless audio flows. */
  recover(): void {
    if (!this.connected) {
      this.#scheduleRestart(0);
    }
  }

  /** Who is heard at this moment, line by line. */
  heard(): HeardOn[] {
    return this.#receiving.flatMap(({ mid, receiver }) => {
      const [source] = receiver.getSynchronizationSources();
      if (mid === null || !source || isOld(source.timestamp)) {
        return [];
      }
      const talker = receiver.getContributingSources().find((each) => !isOld(each.timestamp));
      return [{ mid, level: source.audioLevel ?? talker?.audioLevel ?? 0, stream: talker?.source }];
    });
  }

  close(): void {
    clearTimeout(this.#restart);
    this.#restart = undefined;
    this.#up = false;
    this.connection.close();
  }

  async #offer(options: RTCOfferOptions = {}): Promise<string> {
    this.#negotiating = true;
    try {
      const offer = await this.connection.createOffer(options);
      await this.connection.setLocalDescription(offer);
      const answer = await this.#negotiate(offer.sdp ?? '');
      await this.connection.setRemoteDescription({ type: 'answer', sdp: answer });
      return answer;
    } catch (error) {
      if (this.connection.signalingState === 'have-local-offer') {
        await this.connection.setLocalDescription({ type: 'rollback' }).catch(() => undefined);
      }
      throw error;
    } finally {
      this.#negotiating = false;
    }
  }

  #onState(): void {
    if (!this.#up) {
      return;
    }
    const state = this.connection.connectionState;
    if (state === 'connected') {
      clearTimeout(this.#restart);
      this.#restart = undefined;
      this.emit('connected', true);
    } else if (state === 'disconnected' || state === 'failed') {
      this.emit('connected', false);
      this.#scheduleRestart(state === 'failed' ? 0 : GRACE_MS);
    }
  }

  #scheduleRestart(delayMs: number): void {
    clearTimeout(this.#restart);
    this.#restart = setTimeout(() => void this.#restartIce(), delayMs);
  }

  /** One ICE restart, and another after a while if audio still does not flow. */
  async #restartIce(): Promise<void> {
    if (!this.#up || this.connected) {
      return;
    }
    if (!this.#negotiating) {
      // Without signaling there is no answer: the next round, or the resume, tries again.
      await this.#offer({ iceRestart: true }).catch(() => undefined);
    }
    if (this.#up && !this.connected) {
      this.#scheduleRestart(RESTART_EVERY_MS);
    }
  }

  #until(withinMs: number, reached: () => boolean, failure: () => Error): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.connection.removeEventListener('iceconnectionstatechange', look);
        this.connection.removeEventListener('connectionstatechange', look);
        settle();
      };
      const look = (): void => {
        if (reached()) {
          finish(resolve);
        }
      };
      const timer = setTimeout(() => finish(() => reject(failure())), withinMs);
      this.connection.addEventListener('iceconnectionstatechange', look);
      this.connection.addEventListener('connectionstatechange', look);
      look();
    });
  }
}

function isOld(timestampMs: number): boolean {
  return performance.timeOrigin + performance.now() - timestampMs > HEARD_WITHIN_MS;
}
