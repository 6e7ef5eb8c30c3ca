// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { type PalaverError, SessionEndedError, SignalingError } from './errors.js';
import type { Media } from './media.js';
import { MediaConnection } from './media-connection.js';
import { MeshRoom } from './mesh-room.js';
import type {
  BackendJoinResponse, ChatEntry, EndedMessage, ErrorMessage, NumberedMessage, RoomStateMessage, ServerMessage,
} from './protocol.js';
import type { Roster } from './roster.js';
import { Signaling } from './signaling.js';
import { SlotMap } from './slot-map.js';
import type { Expected } from './traffic-watch.js';

interface SessionEvents {
  /** The roster is another one now. */
  roster: undefined;
  /** Whether both signaling and media work; `audible` says whether sound may still flow although they do not. */
  healthy: { healthy: boolean; audible: boolean };
  /** Another person is heard on a line. */
  slots: undefined;
  /** There are other receive lines. */
  lines: undefined;
  chat: ChatEntry;
  chatRemoved: string;
  /** A moderator's word for this person alone. */
  warned: string;
  /** The server refused something that was sent without waiting for an answer. */
  refused: ErrorMessage;
  report: RTCStatsReport;
  woke: number;
  /** It is over, and not by this side's wish. */
  over: PalaverError;
}

/** What a session asks the side that it belongs to. */
export interface OwnSide {
  isMuted: () => boolean;
  /** Whether the microphone is spoken into, and not muted. */
  speaks: () => boolean;
}

/** One session of one person in one room, from the join answer to its end. */
export class CallSession extends Emitter<SessionEvents> {
  readonly id: string;
  readonly slots = new SlotMap();
  readonly #answer: BackendJoinResponse;
  readonly #roster: Roster;
  readonly #signaling: Signaling;
  readonly #own: OwnSide;
  readonly #userId: string;
  #media: Media | undefined;
  #mesh: MeshRoom | undefined;
  #stream = 0;
  #closed = false;
  #live = false;
  #healthy = true;
  #asking = false;
  #fail!: (error: PalaverError) => void;
  readonly #failed: Promise<never>;

  constructor(
    baseUrl: string,
    answer: BackendJoinResponse,
    who: { userId: string; username: string },
    roster: Roster,
    own: OwnSide,
  ) {
    super();
    this.id = answer.session_id;
    this.#answer = answer;
    this.#roster = roster;
    this.#own = own;
    this.#userId = who.userId;
    this.#failed = new Promise((_, reject) => (this.#fail = reject));
    this.#failed.catch(() => undefined);
    this.#signaling = new Signaling(socketUrl(answer.signaling_url, baseUrl), answer.signaling_ticket, {
      sessionId: answer.session_id,
      ...who,
    });
    this.#signaling.on('message', (message) => this.#onMessage(message));
    this.#signaling.on('interrupted', () => this.#judge());
    this.#signaling.on('resumed', (state) => this.#onResumed(state));
  }

  get media(): Media | undefined {
    return this.#media;
  }

  get ticket(): string {
    return this.#signaling.ticket;
  }

  get signalingOpen(): boolean {
    return this.#signaling.open;
  }

  /** Opens the signaling and shows who is there. */
  async openSignaling(): Promise<void> {
    if (this.#answer.topology === 'mesh') {
      this.#mesh = this.#newMesh();
    }
    this.#onState(await this.whileOpen(this.#signaling.connect()));
  }

  /** Connects the media; `track` may be null, which means to listen only. */
  async connectMedia(track: MediaStreamTrack | null): Promise<Media> {
    const media = this.#mesh?.media ?? this.#newConnection();
    this.#media = media;
    media.on('changed', () => this.#judge());
    media.on('lines', () => this.emit('lines', undefined));
    media.on('report', (report) => this.emit('report', report));
    media.on('woke', (sleptMs) => this.emit('woke', sleptMs));
    await this.whileOpen(media.send(track));
    await this.whileOpen(media.connect());
    this.#live = true;
    this.#judge();
    return media;
  }

  /** Waits for `work`, or fails as soon as the session is over. */
  whileOpen<Result>(work: Promise<Result>): Promise<Result> {
    return Promise.race([work, this.#failed]);
  }

  sayMuted(muted: boolean): void {
    this.#signaling.send({ type: 'mute', muted });
  }

  raiseHand(raised: boolean): void {
    this.#signaling.send({ type: 'hand', raised });
  }

  say(text: string): void {
    this.#signaling.send({ type: 'chat', text });
  }

  /** Believes in no connection any more until it answers: the network changed, or the page woke up. */
  doubt(): void {
    this.#media?.doubt();
  }

  /** One attempt to make signaling and media work again; media that flows is left alone. */
  async recover(signal: AbortSignal): Promise<void> {
    await this.#signaling.renew(signal);
    const media = this.#media;
    if (media && (media.doubted || !media.connected)) {
      await media.restart(signal);
    }
    this.#judge();
  }

  /** Levels of those who are heard now, by person. */
  levels(): Map<string, number> {
    return this.slots.levels(this.#media?.heard() ?? [], (stream) => this.#roster.byStream(stream)?.userId);
  }

  /** Says goodbye where a socket is open, then closes everything. */
  leave(): void {
    this.#signaling.send({ type: 'leave' });
    this.close();
  }

  close(): void {
    this.#closed = true;
    this.#fail(new SessionEndedError('left', 'the session was left'));
    this.#signaling.close();
    this.#media?.close();
    this.#mesh?.close();
  }

  #newConnection(): Media {
    const { ice_servers: iceServers, slots } = this.#answer;
    return new MediaConnection(iceServers, slots, (offer) => this.#negotiate(offer), () => this.#expected());
  }

  #newMesh(): MeshRoom {
    return new MeshRoom(
      this.#answer.ice_servers,
      (message) => this.#signaling.send(message),
      this.#roster,
      this.slots,
      this.#own.speaks,
      () => this.emit('roster', undefined),
    );
  }

  async #negotiate(offer: string): Promise<string> {
    const answer = await this.#signaling.request({ type: 'offer', to: 'sfu', sdp: offer });
    if (answer.type !== 'answer') {
      throw new SignalingError(`unexpected answer ${answer.type}`);
    }
    return answer.sdp;
  }

  #onMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'room_state':
        this.#onState(message);
        break;
      case 'participant_joined':
      case 'participant_changed':
      case 'participant_left':
      case 'observers':
      case 'mute':
      case 'hand':
        this.#onNumbered(message);
        break;
      case 'slots':
        this.slots.whole(message.slots);
        this.emit('slots', undefined);
        break;
      case 'chat':
        this.emit('chat', message);
        break;
      case 'chat_removed':
        this.emit('chatRemoved', message.messageId);
        break;
      case 'warned':
        this.emit('warned', message.reason);
        break;
      case 'room_lock':
        this.#roster.locked = message.locked;
        this.emit('roster', undefined);
        break;
      case 'error':
        // What could not be relayed to a peer is offered anew.
        if (!['NO_SUCH_PEER', 'OFFER_EXPIRED'].includes(message.code)) {
          this.emit('refused', message);
        }
        break;
      case 'offer':
      case 'answer':
      case 'ice':
        this.#mesh?.onMessage(message);
        break;
      case 'speaking':
        if (this.#roster.speaking(message.userId, message.speaking)) {
          this.emit('roster', undefined);
        }
        break;
      case 'ended':
        this.#onEnded(message);
        break;
      default:
        break;
    }
  }

  #onNumbered(message: NumberedMessage): void {
    switch (this.#roster.apply(message)) {
      case 'changed':
        this.#mesh?.follow(this.#stream);
        this.emit('roster', undefined);
        break;
      case 'gap':
        this.#askForState();
        break;
      case 'stale':
        break;
    }
  }

  #askForState(): void {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    this.#signaling
      .request({ type: 'room_state' })
      .then((answer) => answer.type === 'room_state' && this.#onState(answer))
      // A closed socket is resumed, and a resume brings the whole state anyway.
      .catch(() => undefined)
      .finally(() => (this.#asking = false));
  }

  #onState(state: RoomStateMessage): void {
    this.#roster.whole(state);
    this.slots.whole(state.slots);
    this.#stream = state.you.stream;
    this.#mesh?.follow(this.#stream);
    this.emit('slots', undefined);
    this.emit('roster', undefined);
  }

  #onResumed(state: RoomStateMessage): void {
    this.#onState(state);
    if (this.#roster.participant(state.you.userId)?.isMuted !== this.#own.isMuted()) {
      this.sayMuted(this.#own.isMuted());
    }
    this.#judge();
  }

  #onEnded(message: EndedMessage): void {
    this.#end(new SessionEndedError(message.reason, message.message, message.retryAfterMs, message.note, message.endsAt));
  }

  #end(error: PalaverError): void {
    if (!this.#closed) {
      this.#fail(error);
      this.close();
      this.emit('over', error);
    }
  }

  #judge(): void {
    const connected = this.#media?.connected ?? false;
    const healthy = this.#signaling.open && connected && !this.#media?.doubted;
    if (this.#live && !this.#closed && healthy !== this.#healthy) {
      this.#healthy = healthy;
      this.emit('healthy', { healthy, audible: this.#signaling.open && connected });
    }
  }

  /** What the others send that this side should receive. */
  #expected(): Expected {
    const open = this.#roster.participants.filter(
      (each) =>
        each.userId !== this.#userId && each.connection === 'connected' && !each.isMuted && !each.isSilenced,
    );
    return open.some((each) => each.isSpeaking) ? 'speech' : open.length > 0 ? 'sound' : 'nothing';
  }
}

function socketUrl(signalingUrl: string, baseUrl: string): string {
  const url = new URL(signalingUrl, baseUrl);
  url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:';
  return url.href;
}
