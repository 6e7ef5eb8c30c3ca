// SPDX-License-Identifier: Apache-2.0
import { type AccountAnswer, hasLoggedIn, rememberLogIn } from './account.js';
import { BackendJoinError, RoomFullError, ServerUnreachableError } from './errors.js';
import { type GuestTicket, GuestTicketStore, type TicketStore } from './guest.js';
import type {
  BackendJoinResponse, BackendLeaveResponse, ChatEntry, ChatHistoryAnswer, ErrorCode, GuestTicketAnswer, PresentPerson,
  VoiceRoomInfo,
} from './protocol.js';

interface Refusal {
  error?: ErrorCode;
  message?: string;
  reason?: string;
  ends_at?: string | null;
}

/** Who this browser is to the server: a guest with a ticket, or an account with a cookie and what shows that it is ours. */
type Identity = GuestTicketAnswer & { csrf?: string };

/** The REST calls of somebody in a room: a guest, or an account that this browser is logged in to (R023). */
export class VoiceService {
  readonly baseUrl: string;
  readonly #store: TicketStore;
  #guest: Promise<Identity> | undefined;

  /**
   * @param baseUrl where the server is; by default where the page came from
   * @param store where the guest ticket is kept; a host page gives a `GivenTicket` that its own server fetched
   */
  constructor(baseUrl: string = location.origin, store: TicketStore = new GuestTicketStore()) {
    this.baseUrl = baseUrl;
    this.#store = store;
  }

  /** Who this browser is: the account that it is logged in to, or a guest, made or renewed at the first call. */
  async guest(): Promise<Identity> {
    this.#guest ??= this.#account().then((account) => account ?? this.#newGuest());
    try {
      return await this.#guest;
    } catch (error) {
      this.#guest = undefined;
      throw error;
    }
  }

  /** The worlds that people without an account may enter, the one to start with first. */
  async openWorlds(): Promise<string[]> {
    const { worlds } = await this.guest();
    return worlds ?? (await this.#call<GuestTicketAnswer>('/api/voice/guest', {})).worlds ?? [];
  }

  async joinVoiceRoom(world: string, roomId: string, username: string): Promise<BackendJoinResponse> {
    return this.#asGuest(({ user_id }) => ({
      path: '/api/voice/join',
      body: { room_id: roomId, user_id, username, world },
    }));
  }

  /** Takes a place to listen from, as an admin. */
  observe(world: string, roomId: string): Promise<BackendJoinResponse> {
    return this.post('/api/admin/observe', { world, room_id: roomId });
  }

  async leaveVoiceRoom(sessionId: string): Promise<BackendLeaveResponse> {
    return this.#asGuest(() => ({ path: '/api/voice/leave', body: { session_id: sessionId } }));
  }

  /** Phase 2 of a join: tells the session tracking that the call starts (R010). */
  async startTracking(session: { sessionId: string; roomId: string; userId: string; username: string; world: string }): Promise<void> {
    await this.#asGuest(() => ({
      path: '/api/admin/voice-session/start',
      body: {
        session_id: session.sessionId,
        room_id: session.roomId,
        user_id: session.userId,
        username: session.username,
        world: session.world,
      },
    }));
  }

  async getActiveRooms(world: string): Promise<VoiceRoomInfo[]> {
    const answer = await this.#asGuest<{ rooms: VoiceRoomInfo[] }>(() => ({
      path: `/api/voice/rooms/${encodeURIComponent(world)}`,
    }));
    return answer.rooms;
  }

  /** The newest messages of a room's chat, oldest first; nothing where the server keeps no chat. */
  async chatHistory(world: string, roomId: string, limit = 50): Promise<ChatEntry[] | undefined> {
    const path = `/api/voice/chat/${encodeURIComponent(world)}/${encodeURIComponent(roomId)}?limit=${limit}`;
    try {
      const { messages } = await this.#asGuest<ChatHistoryAnswer>(() => ({ path }));
      return messages
        .map(({ message_id: messageId, user_id: userId, username, text, at }) => ({ messageId, userId, username, text, at }))
        .reverse();
    } catch (error) {
      if (error instanceof BackendJoinError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** Tells the moderators about somebody, or about one message of theirs. */
  async report(report: {
    world: string;
    roomId: string;
    reportedUserId: string;
    reportedUsername: string;
    reason: string;
    messageId?: string;
  }): Promise<void> {
    await this.#asGuest(({ user_id }) => ({
      path: '/api/voice/report',
      body: {
        world: report.world,
        room_id: report.roomId,
        user_id,
        reported_user_id: report.reportedUserId,
        reported_username: report.reportedUsername,
        reason: report.reason,
        ...(report.messageId ? { message_id: report.messageId } : {}),
      },
    }));
  }

  /** Who is in a room, for somebody who may join it; nobody where the server does not tell. */
  async present(world: string, roomId: string): Promise<PresentPerson[]> {
    const path = `/api/voice/rooms/${encodeURIComponent(world)}/${encodeURIComponent(roomId)}`;
    try {
      return (await this.#asGuest<{ participants: PresentPerson[] }>(() => ({ path }))).participants;
    } catch (error) {
      if (error instanceof BackendJoinError && error.status < 500) {
        return [];
      }
      throw error;
    }
  }

  /** Calls with the rights that this browser has. */
  post<Answer>(path: string, body: object): Promise<Answer> {
    return this.#asGuest<Answer>(() => ({ path, body }));
  }

  /** Leaves while the page goes away, when nothing can wait for an answer. */
  leaveByBeacon(sessionId: string, ticket: string): boolean {
    const body = JSON.stringify({ session_id: sessionId, ticket });
    return navigator.sendBeacon(this.#url('/api/voice/leave'), new Blob([body], { type: 'application/json' }));
  }

  /** The account behind this browser's cookie, if it logged in to this server. */
  async #account(): Promise<Identity | undefined> {
    const ours = this.#store instanceof GuestTicketStore && new URL(this.baseUrl).origin === location.origin;
    if (!ours || !hasLoggedIn()) {
      return undefined;
    }
    try {
      const { name, expires_at, csrf_token: csrf } = await this.#call<AccountAnswer>('/api/account', undefined);
      return { success: true, ticket: '', user_id: name, expires_at, csrf: csrf ?? '' };
    } catch (error) {
      if (error instanceof BackendJoinError) {
        rememberLogIn(false);
        return undefined;
      }
      throw error;
    }
  }

  async #newGuest(): Promise<GuestTicketAnswer> {
    const old: Pick<GuestTicket, 'ticket'> | undefined = this.#store.load();
    const answer = await this.#call<GuestTicketAnswer>('/api/voice/guest', old ? { ticket: old.ticket } : {});
    this.#store.save(answer);
    return answer;
  }

  /** Calls with the guest ticket; a ticket that has run out is renewed once. */
  async #asGuest<Answer>(
    request: (guest: Identity) => { path: string; body?: object },
  ): Promise<Answer> {
    const guest = await this.guest();
    try {
      const { path, body } = request(guest);
      return await this.#call<Answer>(path, body, guest);
    } catch (error) {
      if (!(error instanceof BackendJoinError) || error.status !== 401) {
        throw error;
      }
      this.#guest = undefined;
      const renewed = await this.guest();
      const { path, body } = request(renewed);
      return this.#call<Answer>(path, body, renewed);
    }
  }

  async #call<Answer>(path: string, body: object | undefined, who?: Identity): Promise<Answer> {
    const headers: Record<string, string> = {};
    if (body) {
      headers['Content-Type'] = 'application/json';
    }
    if (who?.ticket) {
      headers['Authorization'] = `Bearer ${who.ticket}`;
    } else if (who?.csrf) {
      headers['X-CSRF-Token'] = who.csrf;
    }
    let response: Response;
    try {
      response = await fetch(this.#url(path), {
        method: body ? 'POST' : 'GET',
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    } catch (cause) {
      throw new ServerUnreachableError(`no answer from ${this.baseUrl}`, { cause });
    }
    if (!response.ok) {
      throw await refusal(response);
    }
    return (await response.json()) as Answer;
  }

  #url(path: string): string {
    return new URL(path, this.baseUrl).href;
  }
}

async function refusal(response: Response): Promise<BackendJoinError> {
  let body: Refusal = {};
  try {
    body = (await response.json()) as Refusal;
  } catch {
    // A proxy may answer without JSON: the status must do.
  }
  const code = body.error ?? (response.status === 429 ? 'RATE_LIMITED' : 'INTERNAL');
  const message = body.message ?? `HTTP ${response.status}`;
  return code === 'ROOM_FULL'
    ? new RoomFullError(code, response.status, message)
    : new BackendJoinError(code, response.status, message, body.reason, body.ends_at ?? undefined);
}
