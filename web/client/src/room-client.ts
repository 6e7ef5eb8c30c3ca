// SPDX-License-Identifier: Apache-2.0
import { CallSession } from './call-session.js';
import { comesBack, isRefusal } from './come-back.js';
import { Diagnostics, type LineQuality, type VoiceDiagnostics } from './diagnostics.js';
import { ConnectionLostError, type PalaverError, SessionEndedError } from './errors.js';
import { Microphone, type MicrophoneChoice } from './microphone.js';
import { Moderation } from './moderation.js';
import { NetworkWatch } from './network-watch.js';
import { OwnVoice } from './own-voice.js';
import { Playback } from './playback.js';
import type { BackendJoinResponse } from './protocol.js';
import { Reconnect, unlessAborted } from './reconnect.js';
import type { ClientStatus, JoinRequest } from './room-client-events.js';
import { RoomFacts } from './room-facts.js';
import { isForgotten } from './signaling.js';
import { VoiceService } from './voice-service.js';
import { Volumes } from './volumes.js';

/** Sound may still flow: before this time is over most doubts are gone, and nobody needs to hear of them. */
const TOLD_AFTER_MS = 500;

/** Joins voice rooms, one at a time, and keeps what a page shows of them. */
export class RoomClient extends RoomFacts {
  readonly service: VoiceService;
  readonly playback = new Playback();
  readonly moderation: Moderation;
  readonly #microphone = new Microphone();
  readonly #ownVoice = new OwnVoice();
  readonly #volumes = new Volumes();
  readonly #reconnect = new Reconnect((signal) => this.#comeBack(signal), isRefusal);
  #diagnostics = new Diagnostics();
  #session: CallSession | undefined;
  /** The session whose join is done. */
  #established: CallSession | undefined;
  /** What to join again after a loss. */
  #request: JoinRequest | undefined;
  /** Why the connection was lost, once all attempts failed; a network that comes back begins anew. */
  #lost: PalaverError | undefined;
  #cause: PalaverError | undefined;
  #joining: AbortController | undefined;
  #status: ClientStatus = 'idle';
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(service: VoiceService = new VoiceService()) {
    super();
    this.service = service;
    this.moderation = new Moderation(service);
    this.#microphone.on('track', (track) => this.#onTrack(track));
    this.#microphone.on('fellBack', () => this.emit('device', { kind: 'microphone', fallback: 'default' }));
    this.#microphone.on('lost', () => this.emit('device', { kind: 'microphone', fallback: 'none' }));
    this.playback.on('blocked', (blocked) => this.emit('playbackBlocked', blocked));
    this.playback.on('fellBack', () => this.emit('device', { kind: 'speaker', fallback: 'default' }));
    this.#reconnect.on('attempt', (attempt) => this.emit('attempt', attempt));
    this.#reconnect.on('failed', (error) => this.#onLost(error));
    new NetworkWatch(() => this.#hurry());
    window.addEventListener('pagehide', () => this.#onPageHide());
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#onDevices());
  }

  get status(): ClientStatus {
    return this.#status;
  }

  /** The WebRTC connection of the session that is open, for looking into. */
  get connection(): RTCPeerConnection | undefined {
    return this.connections[0];
  }

  /** All of them: one in a room of the server, one for each other person in a mesh. */
  get connections(): readonly RTCPeerConnection[] {
    return this.#session?.media?.connections ?? [];
  }

  get sessionId(): string | undefined {
    return this.#session?.id;
  }

  get muted(): boolean {
    return this.#microphone.muted;
  }

  get deafened(): boolean {
    return this.playback.deafened;
  }

  get hasMicrophone(): boolean {
    return this.#microphone.track !== null;
  }

  /** Whether `rejoin` has something to come back to. */
  get canRejoin(): boolean {
    return this.#lost !== undefined && this.#request !== undefined;
  }

  /** Joins a room; whatever fails after the server gave a seat gives the seat back (R018). */
  async join(request: JoinRequest): Promise<void> {
    if (this.#session || this.#status === 'connecting') {
      throw new Error('a room is joined already');
    }
    this.#forget();
    const joining = new AbortController();
    this.#joining = joining;
    this.#microphone.muted = request.muted ?? false;
    this.#setStatus('connecting');
    try {
      await unlessAborted(this.#phases(request, joining.signal), joining.signal);
      this.#request = request;
      this.#setStatus('connected');
    } catch (error) {
      if (!joining.signal.aborted) {
        this.#release();
        this.#setStatus('error');
      }
      throw error;
    }
  }

  /** Leaves, at once for this side; the server's answer is not waited for. */
  leave(): void {
    const session = this.#session;
    this.#forget();
    if (session && !session.signalingOpen) {
      void this.service.leaveVoiceRoom(session.id).catch(() => undefined);
    }
    session?.leave();
    this.#release();
    this.#setStatus('disconnected');
  }

  /** Comes back after all attempts failed, with three new ones. The microphone is as muted as it was. */
  rejoin(): void {
    if (this.canRejoin) {
      this.#lost = undefined;
      this.#setStatus('connecting');
      this.#reconnect.start();
    }
  }

  /** Mutes or unmutes the microphone, at once here and then for the others' eyes. */
  setMuted(muted: boolean): void {
    if (!muted && this.deafened) {
      this.setDeafened(false);
    }
    this.#microphone.muted = muted;
    this.#session?.sayMuted(muted);
    if (this.self !== undefined) {
      this.roster.ownMute(this.self, muted);
    }
    this.#emitMicrophone();
    this.emitRoster();
  }

  /** Plays nothing any more, or plays again. */
  setDeafened(deafened: boolean): void {
    this.playback.deafened = deafened;
    this.emit('deafened', deafened);
  }

  /** How loud somebody is played here, 0 to 2; 1 is as it comes. Nobody else notices. */
  setVolume(userId: string, volume: number): void {
    this.#volumes.set(userId, volume);
    this.#applyVolumes();
  }

  volumeOf(userId: string): number {
    return this.#volumes.of(userId);
  }

  /** Writes to the room; it shows up among the messages when the server has it. */
  say(text: string): void {
    this.#session?.say(text);
  }

  /** Raises or lowers the hand; of somebody whom a moderator muted it asks to be heard again. */
  raiseHand(raised: boolean): void {
    this.#session?.raiseHand(raised);
  }

  /** Reads what was written before; false where the server keeps no chat. */
  async loadChat(world: string, roomId: string): Promise<boolean> {
    const history = await this.service.chatHistory(world, roomId);
    if (history) {
      this.log.add(...history);
      this.emit('chat', this.log.entries);
    }
    return history !== undefined;
  }

  /** Forgets the messages, as when another room is looked at. */
  clearChat(): void {
    this.log.clear();
    this.emit('chat', this.log.entries);
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
    if (this.self !== undefined) {
      levels.set(this.self, this.muted ? 0 : this.#ownVoice.level());
    }
    return levels;
  }

  /** The figures of the voice connection now (R256). */
  diagnostics(): VoiceDiagnostics {
    return this.#diagnostics.now(this.participants.filter((each) => each.isSpeaking).length);
  }

  /** How well somebody is heard here; nothing when nothing was heard of them lately. */
  qualityOf(userId: string): LineQuality | undefined {
    const slot = this.#session?.slots.slots.find((each) => each.userId === userId);
    return slot && this.#diagnostics.line(slot.mid);
  }

  async #phases(request: JoinRequest, signal: AbortSignal): Promise<void> {
    this.emit('phase', 'backend');
    const { user_id: userId } = await this.service.guest();
    const answer = await (request.observe
      ? this.service.observe(request.world, request.roomId)
      : this.service.joinVoiceRoom(request.world, request.roomId, request.username));
    if (signal.aborted) {
      void this.service.leaveVoiceRoom(answer.session_id).catch(() => undefined);
      throw new SessionEndedError('left', 'left while joining');
    }
    const session = this.#newSession(request, answer, userId);
    const giveUp = (): void => session.close();
    signal.addEventListener('abort', giveUp);
    try {
      this.emit('phase', 'tracking');
      if (!request.observe) {
        await session.whileOpen(this.service.startTracking({ sessionId: session.id, userId, ...request }));
      }
      this.emit('phase', 'media');
      await this.#connect(session, request);
      this.emit('phase', 'state');
      this.#established = session;
    } catch (error) {
      this.#rollBack(session);
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  #newSession(request: JoinRequest, answer: BackendJoinResponse, userId: string): CallSession {
    this.self = userId;
    this.roster.listed(request, answer);
    const who = { userId, username: request.username };
    const own = { isMuted: () => this.muted, speaks: () => !this.muted && this.#ownVoice.isVoice() };
    const session = new CallSession(this.service.baseUrl, answer, who, this.roster, own);
    this.#listenTo(session);
    this.#session = session;
    this.emitRoster();
    return session;
  }

  #listenTo(session: CallSession): void {
    session.on('roster', () => this.emitRoster());
    session.on('slots', () => this.#applyVolumes());
    session.on('lines', () => this.#play(session));
    session.on('healthy', ({ healthy, audible }) => this.#onHealth(session, healthy, audible));
    session.on('over', (error) => this.#onOver(session, error));
    session.on('woke', () => this.#hurry());
    session.on('report', (report) => this.#onReport(report));
    session.on('warned', (reason) => this.emit('warned', reason));
    session.on('refused', ({ code }) => this.emit('chatRefused', code));
    session.on('chat', (entry) => this.changeChat(() => this.log.add(entry)));
    session.on('chatRemoved', (messageId) => this.changeChat(() => this.log.remove(messageId)));
  }

  async #connect(session: CallSession, request: JoinRequest): Promise<void> {
    const signaling = session.openSignaling();
    const microphone = this.#openMicrophone(session, request);
    const [track] = await Promise.all([microphone, signaling]);
    await session.connectMedia(track);
    this.#play(session);
    this.#diagnostics = new Diagnostics();
    if (this.muted) {
      session.sayMuted(true);
    }
  }

  async #openMicrophone(session: CallSession, { microphone }: JoinRequest): Promise<MediaStreamTrack | null> {
    const track = microphone === 'none' ? null : await this.#microphone.live(microphone);
    if (!track || this.#session !== session) {
      this.#microphone.close();
    }
    return track;
  }

  #rollBack(session: CallSession): void {
    session.close();
    if (this.#session === session) {
      this.#session = undefined;
    }
    void this.service.leaveVoiceRoom(session.id).catch(() => undefined);
  }

  #onHealth(session: CallSession, healthy: boolean, audible: boolean): void {
    if (session !== this.#established) {
      return;
    }
    clearTimeout(this.#telling);
    if (healthy) {
      this.#reconnect.stop();
      this.#setStatus('connected');
      return;
    }
    this.#cause = new ConnectionLostError('the connection could not be made again');
    if (audible) {
      this.#telling = setTimeout(() => this.#reconnect.running && this.#setStatus('reconnecting'), TOLD_AFTER_MS);
    } else {
      this.#setStatus('reconnecting');
    }
    this.#reconnect.start();
  }

  #onOver(session: CallSession, error: PalaverError): void {
    if (this.#established !== session) {
      return;
    }
    this.#dropSession();
    if (this.#request && comesBack(error)) {
      this.#cause = error;
      this.#setStatus('reconnecting');
      this.#reconnect.start(error instanceof SessionEndedError ? (error.retryAfterMs ?? 0) : 0);
      return;
    }
    this.#forget();
    this.#release();
    this.#setStatus('error');
    this.emit('ended', error);
  }

  /** One attempt: the session that is there, or a new one when the server has forgotten it. */
  async #comeBack(signal: AbortSignal): Promise<void> {
    if (this.#established) {
      try {
        await this.#established.recover(signal);
        return;
      } catch (error) {
        if (!isForgotten(error)) {
          throw error;
        }
        this.#dropSession();
      }
    }
    if (this.#request && !signal.aborted) {
      await this.#phases(this.#request, signal);
      if (!signal.aborted) {
        this.#setStatus('connected');
      }
    }
  }

  #dropSession(): void {
    const session = this.#established;
    this.#established = undefined;
    this.#session = undefined;
    session?.close();
    this.playback.stop();
    this.#rememberMicrophone();
  }

  /** A later join opens the microphone that is open now, as muted as it is now. */
  #rememberMicrophone(): void {
    if (this.#request) {
      const microphone = this.hasMicrophone ? this.#microphone.choice : 'none';
      this.#request = { ...this.#request, microphone, muted: this.muted };
    }
  }

  #onLost(failure: unknown): void {
    const lost = isRefusal(failure) ? (failure as PalaverError) : (this.#cause ?? new ConnectionLostError('lost'));
    const session = this.#established;
    if (session) {
      this.#dropSession();
      void this.service.leaveVoiceRoom(session.id).catch(() => undefined);
    }
    this.#release();
    this.#lost = isRefusal(failure) ? undefined : lost;
    this.#setStatus('error');
    this.emit('ended', lost);
  }

  /** The network came back or changed, or the page woke up: begins to count anew, at once (R188). */
  #hurry(): void {
    if (this.canRejoin) {
      this.rejoin();
    } else if (this.#established || this.#reconnect.running) {
      this.#established?.doubt();
      this.#reconnect.restart();
    }
  }

  #onReport(report: RTCStatsReport): void {
    if (this.muted && this.hasMicrophone && this.#ownVoice.speaks(performance.now())) {
      this.emit('speakingWhileMuted', undefined);
    }
    if (this.#diagnostics.take(report, performance.now())) {
      this.emit('statistics', this.diagnostics());
    }
  }

  #onTrack(track: MediaStreamTrack | null): void {
    void this.#session?.media?.send(track);
    this.#ownVoice.follow(track);
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

  #play(session: CallSession): void {
    if (session === this.#session) {
      this.playback.play(session.media?.lines.map((each) => each.track) ?? []);
      this.#applyVolumes();
    }
  }

  #applyVolumes(): void {
    const session = this.#session;
    const mids = session?.media?.lines.map((each) => each.mid) ?? [];
    this.playback.useVolumes(this.#volumes.ofLines(mids, session?.slots.slots ?? []));
  }

  /** Ends all that would come back by itself. */
  #forget(): void {
    this.#joining?.abort(new SessionEndedError('left', 'left'));
    this.#joining = undefined;
    this.#reconnect.stop();
    clearTimeout(this.#telling);
    this.#request = undefined;
    this.#lost = undefined;
    this.#cause = undefined;
  }

  #release(): void {
    this.#session = undefined;
    this.#established = undefined;
    this.playback.stop();
    this.#microphone.close();
    this.#microphone.muted = this.#request?.muted ?? false;
    this.setDeafened(false);
    this.#ownVoice.close();
    this.roster.clear();
    this.emitRoster();
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
