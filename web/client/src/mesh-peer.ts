// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { originOf } from './sdp.js';

/** What is said to one peer, through the server. */
export interface PeerWire {
  offer(sdp: string): void;
  answer(sdp: string): void;
  ice(candidate: RTCIceCandidateInit): void;
}

interface PeerEvents {
  /** Its connection is up, or is not any more. */
  changed: undefined;
  /** Its sound can be played from now on. */
  track: undefined;
  /** Nothing came of this connection: another one is needed. */
  dead: undefined;
}

/** An offer that is not answered in this time is forgotten by the server too. */
const OFFER_OPEN_MS = 30_000;
/** A path that is gone for this long is looked for anew; the polite side waits longer, so that both rarely do it. */
const RESTART_AFTER_MS = { impolite: 1_000, polite: 3_000 };
/** Restarts in a row that brought nothing. */
const RESTARTS_MAX = 3;

/**
 * The connection to one other browser, by perfect negotiation (W3C WebRTC): either side may offer at any time, and
 * when both do at once the polite one takes its own offer back.
 */
export class MeshPeer extends Emitter<PeerEvents> {
  readonly connection: RTCPeerConnection;
  readonly #polite: boolean;
  readonly #wire: PeerWire;
  #microphone: MediaStreamTrack | null;
  #transceiver: RTCRtpTransceiver | undefined;
  #work: Promise<void> = Promise.resolve();
  #making = false;
  #ignoring = false;
  #silenced = false;
  #restarts = 0;
  #closed = false;
  #expiry: ReturnType<typeof setTimeout> | undefined;
  #mending: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param polite whether this side gives way: the one with the higher stream number
   * @param microphone what is sent, or nothing yet
   */
  constructor(iceServers: RTCIceServer[], polite: boolean, microphone: MediaStreamTrack | null, wire: PeerWire) {
    super();
    this.#polite = polite;
    this.#microphone = microphone;
    this.#wire = wire;
    this.connection = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
    this.connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) {
        wire.ice(candidate.toJSON());
      }
    });
    this.connection.addEventListener('connectionstatechange', () => this.#onState());
  }

  get connected(): boolean {
    return this.connection.connectionState === 'connected';
  }

  get receiver(): RTCRtpReceiver | undefined {
    return this.#transceiver?.receiver;
  }

  /** Whether a moderator muted them: their sound is thrown away here, whatever they send. */
  get silenced(): boolean {
    return this.#silenced;
  }

  set silenced(silenced: boolean) {
    this.#silenced = silenced;
    this.#obey();
  }

  /** Offers a connection; of two peers the one with the lower number begins. */
  begin(): void {
    this.#take(this.connection.addTransceiver('audio', { direction: 'sendrecv' }));
    this.#then(() => this.#offer());
  }

  /** Looks for a path anew. */
  restart(): void {
    this.#then(async () => {
      if (this.connection.signalingState === 'stable' && this.connection.remoteDescription) {
        this.connection.restartIce();
        await this.#offer();
      }
    });
  }

  send(microphone: MediaStreamTrack | null): void {
    this.#microphone = microphone;
    void this.#transceiver?.sender.replaceTrack(microphone).catch(() => undefined);
  }

  /** Whether an offer comes from another connection than the one that this side talks to. */
  isStranger(sdp: string): boolean {
    const known = this.connection.remoteDescription?.sdp;
    return known !== undefined && originOf(known) !== originOf(sdp);
  }

  onOffer(sdp: string): void {
    this.#then(async () => {
      const collision = this.#making || this.connection.signalingState !== 'stable';
      this.#ignoring = collision && !this.#polite;
      if (this.#ignoring) {
        return;
      }
      await this.connection.setRemoteDescription({ type: 'offer', sdp });
      clearTimeout(this.#expiry);
      const [transceiver] = this.connection.getTransceivers();
      if (transceiver) {
        transceiver.direction = 'sendrecv';
        this.#take(transceiver);
      }
      await this.connection.setLocalDescription();
      this.#wire.answer(this.connection.localDescription?.sdp ?? '');
    });
  }

  onAnswer(sdp: string): void {
    this.#then(async () => {
      if (this.connection.signalingState === 'have-local-offer') {
        await this.connection.setRemoteDescription({ type: 'answer', sdp });
        clearTimeout(this.#expiry);
      }
    });
  }

  onCandidate(candidate: RTCIceCandidateInit): void {
    this.#then(async () => {
      try {
        await this.connection.addIceCandidate(candidate);
      } catch (error) {
        // The candidates of an offer that is not taken are no use.
        if (!this.#ignoring) {
          throw error;
        }
      }
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#expiry);
    clearTimeout(this.#mending);
    this.connection.close();
  }

  async #offer(): Promise<void> {
    this.#making = true;
    try {
      await this.connection.setLocalDescription();
      this.#wire.offer(this.connection.localDescription?.sdp ?? '');
      clearTimeout(this.#expiry);
      this.#expiry = setTimeout(() => this.emit('dead', undefined), OFFER_OPEN_MS);
    } finally {
      this.#making = false;
    }
  }

  /** One step after the other, in the order of the messages; a step that fails ends the connection. */
  #then(step: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#closed ? undefined : step()))
      .catch(() => {
        if (!this.#closed) {
          this.emit('dead', undefined);
        }
      });
  }

  #take(transceiver: RTCRtpTransceiver): void {
    if (this.#transceiver !== transceiver) {
      this.#transceiver = transceiver;
      this.#obey();
      this.send(this.#microphone);
      this.emit('track', undefined);
    }
  }

  #obey(): void {
    if (this.#transceiver) {
      this.#transceiver.receiver.track.enabled = !this.#silenced;
    }
  }

  #onState(): void {
    clearTimeout(this.#mending);
    const state = this.connection.connectionState;
    if (state === 'connected') {
      this.#restarts = 0;
    } else if (state === 'disconnected' || state === 'failed') {
      this.#mendLater();
    }
    if (!this.#closed) {
      this.emit('changed', undefined);
    }
  }

  #mendLater(): void {
    this.#mending = setTimeout(
      () => {
        if (++this.#restarts > RESTARTS_MAX) {
          this.emit('dead', undefined);
          return;
        }
        this.restart();
        this.#mendLater();
      },
      this.#polite ? RESTART_AFTER_MS.polite : RESTART_AFTER_MS.impolite,
    );
  }
}
