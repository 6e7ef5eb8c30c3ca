// SPDX-License-Identifier: Apache-2.0
import { backoffMs } from './backoff.js';
import { CallSession } from './call-session.js';
import { Emitter } from './emitter.js';
import { ConnectionLostError, type PalaverError, SessionEndedError, SignalingError } from './errors.js';
import { LevelMeter } from './level-meter.js';
import { Microphone, type MicrophoneChoice } from './microphone.js';
import { Playback } from './playback.js';
import type { BackendJoinResponse, ChatMessage, Observer, Participant, RoomInfo } from './protocol.js';
import { Roster } from './roster.js';
import { VoiceService } from './voice-service.js';

export type ClientStatus = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'disconnected' | 'error';

/** The four phases of a join, in their order (R002). */
export type JoinPhase = 'backend' | 'tracking' | 'media' | 'state';

export interface JoinRequest {
  world: string;
  roomId: string;
  /** Shown until the server names the room. */
  roomName?: string;
  username: string;
  /** Without one a person listens; it can be added later. */
  microphone: MicrophoneChoice | 'none';
}

export interface RoomClientEvents {
  status: ClientStatus;
  phase: JoinPhase;
  roster: readonly Participant[];
  /** What a moderator has to say to this person alone. */
  warned: string;
  /** Somebody wrote to the room. */
  chat: ChatMessage;
  /** A moderator removed the message with this id. */
  chatRemoved: string;
  /** Whether there is a microphone, and whether it is muted here. */
  microphone: { available: boolean; muted: boolean };
  /** A device went away: the default one took its place, or none could. */
  device: { kind: 'microphone' | 'speaker'; fallback: 'default' | 'none' };
  /** The browser plays nothing until `resumePlayback` is called from a press. */
  playbackBlocked: boolean;
  /** The session ended without this side's wish. */
  ended: PalaverError;
}

const REJOINS_MAX = 3;

/** Joins voice rooms, one at a time, and keeps what a page shows of them. */
export class RoomClient extends Emitter<RoomClientEvents> {
  readonly service: VoiceService;
  readonly playback = new Playback();
  readonly #roster = new Roster();
  readonly #microphone = new Microphone();
  readonly #meter = new LevelMeter();
  #session: CallSession | undefined;
  /** The session whose join is done. */
  #established: CallSession | undefined;
  #request: JoinRequest | undefined;
  #status: ClientStatus = 'idle';
  #userId: string | undefined;
  #attempt = 0;

  constructor(service: VoiceService = new VoiceService()) {
    super();
    this.service = service;
    this.#microphone.on('track', (track) => this.#onTrack(track));
    this.#microphone.on('fellBack', () => this.emit('device', { kind: 'microphone', fallback: 'default' }));
    this.#microphone.on('lost', () => this.emit('device', { kind: 'microphone', fallback: 'none' }));
    this.playback.on('blocked', (blocked) => this.emit('playbackBlocked', blocked));
    this.playback.on('fellBack', () => this.emit('device', { kind: 'speaker', fallback: 'default' }));
    window.addEventListener('online', () => this.#session?.hurry());
    window.addEventListener('pagehide', () => this.#onPageHide());
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#onDevices());
  }

  get status(): ClientStatus {
    return this.#status;
  }

  get room(): RoomInfo | undefined {
    return this.#roster.room;
  }

  get participants(): readonly Participant[] {
    return this.#roster.participants;
  }

  /** The moderators who only listen. */
  get observers(): readonly Observer[] {
    return this.#roster.observers;
  }

  /** Writes to the room; everybody in it gets it, this client too. */
  write(text: string): void {
    this.#session?.write(text);
  }

  /** This browser's own id among the participants. */
  get userId(): string | undefined {
    return this.#userId;
  }

  /** The WebRTC connection of the session that is open, for looking into. */
  get connection(): RTCPeerConnection | undefined {
    return this.#session?.media?.connection;
  }

  get sessionId(): string | undefined {
    return this.#session?.id;
  }

  get muted(): boolean {
    return this.#microphone.muted;
  }

  get hasMicrophone(): boolean {
    return this.#microphone.track !== null;
  }

  get microphoneChoice(): MicrophoneChoice {
    return this.#microphone.choice;
  }

  /** Joins a room; whatever fails after the server gave a seat gives the seat back (R018). */
  async join(request: JoinRequest): Promise<void> {
    if (this.#session || this.#status === 'connecting') {
      throw new Error('a room is joined already');
    }
    const attempt = ++this.#attempt;
    this.#setStatus('connecting');
    try {
      await this.#phases(request, attempt);
      this.#request = request;
      this.#setStatus('connected');
    } catch (error) {
      if (attempt === this.#attempt) {
        this.#release();
        this.#setStatus('error');
      }
      throw error;
    }
  }

  /** Leaves, at once for this side; the server's answer is not waited for. */
  leave(): void {
    const session = this.#session;
    this.#attempt++;
    this.#request = undefined;
    if (session && !session.signalingOpen) {
      void this.service.leaveVoiceRoom(session.id).catch(() => undefined);
    }
    session?.leave();
    this.#release();
    this.#setStatus('disconnected');
  }

  /** Mutes or unmutes the microphone, at once here and then for the others' eyes. */
  setMuted(muted: boolean): void {
    this.#microphone.muted = muted;
    this.#session?.sayMuted(muted);
    if (this.#userId !== undefined) {
      this.#roster.ownMute(this.#userId, muted);
    }
    this.#emitMicrophone();
    this.#emitRoster();
  }

  /** Opens another microphone or the first one, or the same with other processing; needs no rejoin. */
  async useMicrophone(choice: MicrophoneChoice): Promise<void> {
    await this.#microphone.open(choice);
  }

  useSpeaker(deviceId: string): Promise<void> {
    return this.playback.useSpeaker(deviceId);
  }

  /** Plays what the browser blocked; call it from a press. */
  resumePlayback(): Promise<void> {
    return this.playback.resume();
  }

  /** How loud each person is at this moment, 0 to 1; the own microphone included. */
  levels(): Map<string, number> {
    const levels = this.#session?.levels() ?? new Map<string, number>();
    if (this.#userId !== undefined) {
      levels.set(this.#userId, this.muted ? 0 : this.#meter.level());
    }
    return levels;
  }

  async #phases(request: JoinRequest, attempt: number): Promise<void> {
    this.emit('phase', 'backend');
    const { user_id: userId } = await this.service.guest();
    const answer = await this.service.joinVoiceRoom(request.world, request.roomId, request.username);
    if (attempt !== this.#attempt) {
      void this.service.leaveVoiceRoom(answer.session_id).catch(() => undefined);
      throw new SessionEndedError('left', 'left while joining');
    }
    const session = this.#newSession(request, answer, userId);
    try {
      this.emit('phase', 'tracking');
      await session.whileOpen(this.service.startTracking({ sessionId: session.id, userId, ...request }));
      this.emit('phase', 'media');
      await this.#connect(session, request);
      this.emit('phase', 'state');
      this.#established = session;
    } catch (error) {
      await this.#rollBack(session);
      throw error;
    }
  }

  #newSession(request: JoinRequest, answer: BackendJoinResponse, userId: string): CallSession {
    this.#userId = userId;
    this.#roster.listed(
      {
        roomId: request.roomId,
        roomName: request.roomName ?? request.roomId,
        world: request.world,
        maxParticipants: answer.max_participants,
      },
      answer.participants,
    );
    const who = { userId, username: request.username };
    const session = new CallSession(this.service.baseUrl, answer, who, this.#roster, () => this.muted);
    session.on('roster', () => this.#emitRoster());
    session.on('warned', (reason) => this.emit('warned', reason));
    session.on('chat', (message) => this.emit('chat', message));
    session.on('chatRemoved', (messageId) => this.emit('chatRemoved', messageId));
    session.on('healthy', (healthy) => this.#setStatus(healthy ? 'connected' : 'reconnecting'));
    session.on('over', (error) => this.#onOver(session, error));
    this.#session = session;
    this.#emitRoster();
    return session;
  }

  async #connect(session: CallSession, request: JoinRequest): Promise<void> {
    const signaling = session.openSignaling();
    const microphone = this.#openMicrophone(session, request);
    const [track] = await Promise.all([microphone, signaling]);
    const media = await session.connectMedia(track);
    this.playback.play(media.tracks);
    if (this.muted) {
      session.sayMuted(true);
    }
  }

  async #openMicrophone(session: CallSession, { microphone }: JoinRequest): Promise<MediaStreamTrack | null> {
    if (microphone === 'none') {
      this.#microphone.close();
      return null;
    }
    const { track } = this.#microphone;
    const opened = track?.readyState === 'live' ? track : await this.#microphone.open(microphone);
    if (this.#session !== session) {
      this.#microphone.close();
    }
    return opened;
  }

  async #rollBack(session: CallSession): Promise<void> {
    session.close();
    await this.service.leaveVoiceRoom(session.id).catch(() => undefined);
  }

  #onOver(session: CallSession, error: PalaverError): void {
    if (this.#established !== session) {
      return;
    }
    const request = this.#request;
    if (request && comesBack(error)) {
      void this.#rejoin(request, error);
      return;
    }
    if (error instanceof ConnectionLostError) {
      void this.service.leaveVoiceRoom(session.id).catch(() => undefined);
    }
    this.#release();
    this.#setStatus('error');
    this.emit('ended', error);
  }

  /** Comes back by itself when the server says that it will be there again. */
  async #rejoin(request: JoinRequest, ended: PalaverError): Promise<void> {
    const attempt = ++this.#attempt;
    this.#session = undefined;
    this.#established = undefined;
    this.playback.stop();
    this.#setStatus('reconnecting');
    const microphone = this.hasMicrophone ? this.#microphone.choice : 'none';
    const waitMs = ended instanceof SessionEndedError ? (ended.retryAfterMs ?? 0) : 0;
    for (let tries = 0; tries < REJOINS_MAX; tries++) {
      await pause(waitMs + backoffMs(tries));
      if (attempt !== this.#attempt) {
        return;
      }
      try {
        await this.#phases({ ...request, microphone }, attempt);
        this.#setStatus('connected');
        return;
      } catch {
        this.#session = undefined;
      }
    }
    if (attempt === this.#attempt) {
      this.#release();
      this.#setStatus('error');
      this.emit('ended', ended);
    }
  }

  #onTrack(track: MediaStreamTrack | null): void {
    void this.#session?.media?.send(track);
    this.#meter.follow(track);
    this.#emitMicrophone();
  }

  async #onDevices(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.playback.checkSpeaker(devices.filter((each) => each.kind === 'audiooutput'));
  }

  #onPageHide(): void {
    const session = this.#session;
    if (session) {
      this.service.leaveByBeacon(session.id, session.ticket);
      this.leave();
    }
  }

  #release(): void {
    this.#session = undefined;
    this.#established = undefined;
    this.playback.stop();
    this.#microphone.close();
    this.#microphone.muted = false;
    this.#meter.close();
    this.#roster.clear();
    this.#emitRoster();
  }

  #emitRoster(): void {
    this.emit('roster', this.#roster.participants);
  }

  #emitMicrophone(): void {
    this.emit('microphone', { available: this.hasMicrophone, muted: this.muted });
  }

  #setStatus(status: ClientStatus): void {
    if (status !== this.#status) {
      this.#status = status;
      this.emit('status', status);
    }
  }
}

/** Whether joining again by itself is right: nobody wished the end, or the server forgot the session. */
function comesBack(error: PalaverError): boolean {
  return error instanceof SessionEndedError
    ? ['media_restart', 'server_stopping', 'media_lost', 'signaling_lost'].includes(error.reason)
    : error instanceof SignalingError;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

