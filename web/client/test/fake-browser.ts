// SPDX-License-Identifier: Apache-2.0
import { vi } from 'vitest';
import type { BackendJoinResponse, Participant, ServerMessage, Slot } from '../src/index.js';

/** The browser's own interfaces, scripted: fetch, WebSocket, WebRTC and microphone. */

export const ada: Participant = person('ada', 'Ada', 1);
export const grace: Participant = person('grace', 'Grace', 2);

export function person(userId: string, username: string, stream: number): Participant {
  return { userId, username, stream, isMuted: false, isSilenced: false, isSpeaking: false, connection: 'connected' };
}

export function joinAnswer(participants: Participant[] = [grace, ada]): BackendJoinResponse {
  return {
    success: true,
    session_id: 's1',
    current_participant_count: participants.length,
    max_participants: 10,
    participants: participants.map(({ userId, username, isMuted, isSpeaking }) => ({ userId, username, isMuted, isSpeaking })),
    message: 'Joined',
    signaling_url: '/api/voice/signal',
    signaling_ticket: 'ticket-0',
    ice_servers: [],
    slots: 9,
  };
}

export interface RestCall {
  path: string;
  body: Record<string, unknown> | undefined;
  token: string | null;
  headers: Record<string, string>;
}

/** The REST side: answers by path, and a list of all calls. */
export class FakeRest {
  readonly calls: RestCall[] = [];
  readonly answers = new Map<string, () => { status?: number; body: object } | Promise<{ status?: number; body: object }>>();

  constructor() {
    this.answers.set('/api/voice/guest', () => ({
      body: { success: true, ticket: 'guest-1', user_id: 'ada', expires_at: '2030-01-01T00:00:00.000Z', worlds: ['materie', 'energie'] },
    }));
    this.answers.set('/api/voice/join', () => ({ body: joinAnswer() }));
    this.answers.set('/api/voice/leave', () => ({ body: { success: true, session_id: 's1', duration_seconds: 1, left_at: '' } }));
    this.answers.set('/api/admin/voice-session/start', () => ({ body: { success: true } }));
    vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => this.#answer(url, init));
  }

  refuse(path: string, status: number, error: string): void {
    this.answers.set(path, () => ({ status, body: { success: false, error, message: error, timestamp: '' } }));
  }

  paths(): string[] {
    return this.calls.map((each) => each.path);
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    const path = new URL(url, location.origin).pathname;
    const headers = (init.headers ?? {}) as Record<string, string>;
    this.calls.push({
      path,
      body: init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : undefined,
      token: headers['Authorization'] ?? null,
      headers,
    });
    const answer = this.answers.get(path);
    if (!answer) {
      throw new TypeError('network');
    }
    const { status = 200, body } = await answer();
    return new Response(JSON.stringify(body), { status });
  }
}

type Sent = { type: string; id?: string } & Record<string, unknown>;

/** One WebSocket as the server sees it. */
export class FakeSocket extends EventTarget {
  readonly sent: Sent[] = [];

  constructor(
    readonly url: string,
    private readonly server: FakeSignaling,
  ) {
    super();
    server.sockets.push(this);
    queueMicrotask(() => (server.refusing ? this.drop() : this.dispatchEvent(new Event('open'))));
  }

  send(text: string): void {
    const message = JSON.parse(text) as Sent;
    this.sent.push(message);
    this.server.onMessage(this, message);
  }

  close(): void {
    this.drop(1000);
  }

  /** Closes as the network or the server does it. */
  drop(code = 1006): void {
    this.dispatchEvent(new CloseEvent('close', { code }));
  }

  say(message: ServerMessage | Record<string, unknown>): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
}

/** The signaling side: answers `voice_join`, `room_state`, `offer` and `leave`. */
export class FakeSignaling {
  readonly sockets: FakeSocket[] = [];
  refusing = false;
  revision = 7;
  participants: Participant[] = [grace, ada];
  slots: Slot[] = [{ mid: '1', stream: 2, userId: 'grace' }];
  refusal: string | undefined;
  answersOffers = true;
  answersPings = true;
  #tickets = 0;

  constructor() {
    const server = this;
    vi.stubGlobal('WebSocket', function (this: unknown, url: string) {
      return new FakeSocket(url, server);
    });
  }

  get socket(): FakeSocket {
    const last = this.sockets[this.sockets.length - 1];
    if (!last) {
      throw new Error('no socket was opened');
    }
    return last;
  }

  sent(type: string): Sent[] {
    return this.sockets.flatMap((each) => each.sent.filter((message) => message.type === type));
  }

  onMessage(socket: FakeSocket, message: Sent): void {
    switch (message.type) {
      case 'voice_join':
        queueMicrotask(() =>
          this.refusal
            ? socket.say({ type: 'error', id: message.id, code: this.refusal, message: this.refusal })
            : socket.say(this.state(message.id, `ticket-${++this.#tickets}`)),
        );
        break;
      case 'room_state':
        queueMicrotask(() => socket.say(this.state(message.id)));
        break;
      case 'ping':
        if (this.answersPings) {
          queueMicrotask(() => socket.say({ type: 'pong', id: message.id }));
        }
        break;
      case 'offer':
        if (this.answersOffers) {
          queueMicrotask(() => socket.say({ type: 'answer', id: message.id, from: 'sfu', sdp: ANSWER }));
        }
        break;
      default:
        break;
    }
  }

  state(id?: string, ticket?: string): Record<string, unknown> {
    return {
      type: 'room_state',
      id,
      revision: this.revision,
      room: { roomId: 'lounge', roomName: 'Lounge', world: 'materie', maxParticipants: 10 },
      you: { userId: 'ada', sessionId: 's1', stream: 1, ticket },
      participants: this.participants,
      slots: this.slots,
    };
  }
}

export const ANSWER = [
  'v=0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=candidate:1 1 udp 2130706431 192.0.2.7 10000 typ host',
  'a=candidate:2 1 udp 2130706175 127.0.0.1 10000 typ host',
  '',
].join('\r\n');

export class FakeTrack extends EventTarget {
  enabled = true;
  readyState: 'live' | 'ended' = 'live';
  readonly kind = 'audio';

  constructor(readonly label: string) {
    super();
  }

  stop(): void {
    this.readyState = 'ended';
  }

  clone(): FakeTrack {
    return new FakeTrack(`${this.label} (copy)`);
  }

  /** The device is pulled out. */
  unplug(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

export interface FakeReceiver {
  track: FakeTrack;
  synchronization: { source: number; timestamp: number; audioLevel?: number }[];
  contributing: { source: number; timestamp: number }[];
}

class FakeTransceiver {
  readonly sender = { track: null as FakeTrack | null, replaceTrack: async (track: FakeTrack | null) => void (this.sender.track = track) };
  readonly receiver: FakeReceiver & { getSynchronizationSources(): unknown[]; getContributingSources(): unknown[] };

  constructor(
    readonly mid: string,
    readonly direction: string,
  ) {
    const receiver: FakeReceiver = { track: new FakeTrack(`line ${mid}`), synchronization: [], contributing: [] };
    this.receiver = {
      ...receiver,
      getSynchronizationSources() {
        return this.synchronization;
      },
      getContributingSources() {
        return this.contributing;
      },
    };
  }
}

/** A peer connection that connects as soon as it has its answer, unless `reachable` says otherwise. */
export class FakePeerConnection extends EventTarget {
  static readonly all: FakePeerConnection[] = [];
  static reachable = true;

  readonly transceivers: FakeTransceiver[] = [];
  readonly offers: RTCOfferOptions[] = [];
  connectionState: RTCPeerConnectionState = 'new';
  iceConnectionState: RTCIceConnectionState = 'new';
  signalingState: RTCSignalingState = 'stable';
  /** Whether bytes arrive. */
  flowing = true;
  bytes = 0;
  checks = 0;
  /** More entries of the report. */
  readonly stats: Record<string, unknown>[] = [];

  constructor(readonly configuration: RTCConfiguration) {
    super();
    FakePeerConnection.all.push(this);
  }

  addTransceiver(_kind: string, { direction }: { direction: string }): FakeTransceiver {
    const transceiver = new FakeTransceiver(String(this.transceivers.length), direction);
    this.transceivers.push(transceiver);
    return transceiver;
  }

  async createOffer(options: RTCOfferOptions): Promise<RTCSessionDescriptionInit> {
    this.offers.push(options);
    return { type: 'offer', sdp: `offer ${this.offers.length}` };
  }

  async setLocalDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.signalingState = description.type === 'rollback' ? 'stable' : 'have-local-offer';
  }

  async setRemoteDescription(): Promise<void> {
    this.signalingState = 'stable';
    if (FakePeerConnection.reachable) {
      this.checks++;
      this.flowing = true;
      queueMicrotask(() => this.become('connected'));
    }
  }

  async getStats(): Promise<Map<string, unknown>> {
    this.bytes += this.flowing ? 1_000 : 0;
    const entries = [
      { id: 'T', type: 'transport', bytesReceived: this.bytes, selectedCandidatePairId: 'P' },
      { id: 'P', type: 'candidate-pair', state: 'succeeded', nominated: true, responsesReceived: this.checks, currentRoundTripTime: 0.02 },
      ...this.stats,
    ];
    return new Map(entries.map((each) => [String(each['id']), each]));
  }

  /** The path dies without a word: no bytes, no answered checks, and no state that says so. */
  cut(): void {
    this.flowing = false;
    FakePeerConnection.reachable = false;
  }

  become(state: RTCPeerConnectionState): void {
    if (this.connectionState === 'closed') {
      return;
    }
    this.connectionState = state;
    this.iceConnectionState = state === 'connected' ? 'connected' : 'disconnected';
    this.dispatchEvent(new Event('iceconnectionstatechange'));
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  close(): void {
    this.connectionState = 'closed';
  }
}

/** The microphones of this machine, in the order in which they are handed out. */
export class FakeMicrophones {
  readonly asked: MediaStreamConstraints[] = [];
  readonly given: FakeTrack[] = [];
  failure: string | undefined;
  readonly devices = new EventTarget();

  constructor() {
    const mediaDevices = Object.assign(this.devices, {
      getUserMedia: (constraints: MediaStreamConstraints) => this.#get(constraints),
      enumerateDevices: async () => [],
    });
    vi.stubGlobal('navigator', { mediaDevices, language: 'en', sendBeacon: vi.fn(() => true) });
  }

  async #get(constraints: MediaStreamConstraints): Promise<{ getAudioTracks(): FakeTrack[] }> {
    this.asked.push(constraints);
    if (this.failure) {
      throw new DOMException('no', this.failure);
    }
    const track = new FakeTrack(`microphone ${this.given.length + 1}`);
    this.given.push(track);
    return { getAudioTracks: () => [track] };
  }
}

export interface FakeBrowser {
  rest: FakeRest;
  signaling: FakeSignaling;
  microphones: FakeMicrophones;
  connection(): FakePeerConnection;
}

/** Puts all fakes in place. */
export function fakeBrowser(): FakeBrowser {
  localStorage.clear();
  FakePeerConnection.all.length = 0;
  FakePeerConnection.reachable = true;
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('Audio', class {
    srcObject: unknown = null;
    play = async (): Promise<void> => undefined;
    pause = (): void => undefined;
  });
  return {
    rest: new FakeRest(),
    signaling: new FakeSignaling(),
    microphones: new FakeMicrophones(),
    connection: () => {
      const last = FakePeerConnection.all[FakePeerConnection.all.length - 1];
      if (!last) {
        throw new Error('no connection was made');
      }
      return last;
    },
  };
}
