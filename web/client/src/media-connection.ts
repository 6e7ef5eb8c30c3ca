// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { MediaFailedError, MediaUnreachableError } from './errors.js';
import { heardBy, type HeardOn, type Media, type MediaEvents, type ReceiveLine } from './media.js';
import { pause, unlessAborted } from './reconnect.js';
import { candidatePorts } from './sdp.js';
import { type Expected, livedSince, signsOfLife, TrafficWatch } from './traffic-watch.js';

/** Sends an offer to the server and gives its answer. */
export type Negotiate = (offer: string) => Promise<string>;

const ICE_WITHIN_MS = 5_000;
const DTLS_WITHIN_MS = 15_000;
const LOOK_FOR_LIFE_EVERY_MS = 50;

/** The one WebRTC connection to the server: a sending line, then the receive lines, offered once. */
export class MediaConnection extends Emitter<MediaEvents> implements Media {
  readonly connection: RTCPeerConnection;
  readonly #sending: RTCRtpTransceiver;
  readonly #receiving: RTCRtpTransceiver[];
  readonly #negotiate: Negotiate;
  readonly #watch: TrafficWatch;
  #up = false;
  #doubted = false;

  /** @param expected what should come from the others now */
  constructor(iceServers: RTCIceServer[], slots: number, negotiate: Negotiate, expected: () => Expected) {
    super();
    this.#negotiate = negotiate;
    this.connection = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
    this.#sending = this.connection.addTransceiver('audio', { direction: 'sendonly' });
    this.#receiving = Array.from({ length: slots }, () =>
      this.connection.addTransceiver('audio', { direction: 'recvonly' }),
    );
    this.connection.addEventListener('connectionstatechange', () => this.#onState());
    this.#watch = new TrafficWatch(() => this.connection.getStats(), expected);
    this.#watch.on('report', (report) => this.emit('report', report));
    this.#watch.on('woke', (sleptMs) => this.emit('woke', sleptMs));
    this.#watch.on('silent', () => this.#setDoubted(true));
    this.#watch.on('flowing', () => this.#setDoubted(false));
  }

  get connections(): RTCPeerConnection[] {
    return [this.connection];
  }

  get lines(): ReceiveLine[] {
    return this.#receiving.map(({ mid, receiver }) => ({ mid, track: receiver.track }));
  }

  get connected(): boolean {
    return this.connection.connectionState === 'connected';
  }

  /** Whether sound stopped, or the network changed, and nothing yet shows that the path still works. */
  get doubted(): boolean {
    return this.#doubted;
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
    this.#watch.start();
  }

  /** Believes the path no more until something answers on it. */
  doubt(): void {
    this.#setDoubted(true);
  }

  /** Looks for a path anew (an ICE restart) and waits until something answers on it. */
  async restart(signal: AbortSignal): Promise<void> {
    const before = signsOfLife(await this.connection.getStats());
    await this.#offer({ iceRestart: true }, signal);
    while (!signal.aborted) {
      if (this.connected && livedSince(before, signsOfLife(await this.connection.getStats()))) {
        this.#watch.rest();
        this.#setDoubted(false);
        return;
      }
      await pause(LOOK_FOR_LIFE_EVERY_MS, signal);
    }
    throw new MediaFailedError('no path answered');
  }

  /** Who is heard at this moment, line by line. */
  heard(): HeardOn[] {
    return this.#receiving.flatMap(({ mid, receiver }) => {
      const heard = mid === null ? undefined : heardBy(receiver);
      return mid !== null && heard ? [{ mid, ...heard }] : [];
    });
  }

  close(): void {
    this.#up = false;
    this.#watch.stop();
    this.connection.close();
  }

  async #offer(options: RTCOfferOptions = {}, signal?: AbortSignal): Promise<string> {
    try {
      const offer = await this.connection.createOffer(options);
      await this.connection.setLocalDescription(offer);
      const answer = await unlessAborted(this.#negotiate(offer.sdp ?? ''), signal);
      await this.connection.setRemoteDescription({ type: 'answer', sdp: answer });
      return answer;
    } catch (error) {
      if (this.connection.signalingState === 'have-local-offer') {
        await this.connection.setLocalDescription({ type: 'rollback' }).catch(() => undefined);
      }
      throw error;
    }
  }

  #onState(): void {
    if (this.#up) {
      const state = this.connection.connectionState;
      this.#doubted = state === 'connected' ? false : this.#doubted || state === 'disconnected' || state === 'failed';
      this.emit('changed', undefined);
    }
  }

  #setDoubted(doubted: boolean): void {
    if (this.#up && doubted !== this.#doubted) {
      this.#doubted = doubted;
      this.emit('changed', undefined);
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
