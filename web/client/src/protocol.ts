// SPDX-License-Identifier: Apache-2.0

/** The wire contract of docs/protocol-signaling.md as types. */

/** Error codes that REST and signaling share. */
export type ErrorCode =
  | 'MALFORMED_JSON' | 'BAD_REQUEST' | 'UNKNOWN_TYPE' | 'FRAME_TOO_LARGE' | 'WRONG_ORDER' | 'BAD_TICKET'
  | 'UNAUTHORIZED' | 'FORBIDDEN' | 'USER_MISMATCH' | 'ROOM_FULL' | 'SERVER_FULL' | 'ROOM_NOT_FOUND'
  | 'OFFER_EXPIRED' | 'NOT_IN_MESH' | 'WORLD_NOT_FOUND' | 'SESSION_NOT_FOUND' | 'BAD_SDP' | 'NO_SUCH_PEER' | 'RATE_LIMITED' | 'SLOW_CLIENT'
  | 'BANNED' | 'ROOM_LOCKED' | 'SECOND_FACTOR_REQUIRED'
  | 'OVERLOADED' | 'STORE_UNAVAILABLE' | 'SERVER_STOPPING' | 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'INTERNAL'
  | 'SECOND_FACTOR_REQUIRED' | 'SECOND_FACTOR_WRONG' | 'SECOND_FACTOR_LOCKED' | 'BAD_CREDENTIALS' | 'WEAK_PASSWORD'
  | 'CSRF_REQUIRED' | 'BAD_LINK' | 'ACCOUNT_NOT_FOUND' | 'NAME_TAKEN' | 'LAST_ADMIN' | 'KEY_NOT_FOUND'
  | 'LAST_WORLD' | 'TOO_MANY';

/** Why a session is over. */
export type EndReason =
  | 'left' | 'taken_over' | 'joined_too_late' | 'media_unreachable' | 'media_lost' | 'signaling_lost'
  | 'media_restart' | 'server_stopping' | 'room_closed' | 'kicked' | 'banned';

export interface GuestTicketAnswer {
  success: true;
  ticket: string;
  user_id: string;
  expires_at: string;
  /** Worlds that guests may enter, the one to start with first. */
  worlds?: string[];
}

/** A message of a room's chat. */
export interface ChatEntry {
  messageId: string;
  userId: string;
  username: string;
  text: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** A page of a room's chat as REST gives it, the newest first. */
export interface ChatHistoryAnswer {
  success: true;
  messages: { id: number; message_id: string; user_id: string; username: string; text: string; at: string }[];
  next?: number | null;
}

/** Somebody who listens for the moderation and is not heard. */
export interface Observer {
  userId: string;
  username: string;
}

/** How the sound of a room travels: through the server, or from browser to browser. */
export type Topology = 'sfu' | 'mesh';

export interface VoiceRoomInfo {
  room_id: string;
  room_name: string;
  participant_count: number;
  max_participants: number;
  topology?: Topology;
}

/** A participant as the join answer lists it. */
export interface ListedParticipant {
  userId: string;
  username: string;
  isMuted: boolean;
  isSpeaking: boolean;
}

export interface BackendJoinResponse {
  success: true;
  session_id: string;
  current_participant_count: number;
  max_participants: number;
  participants: ListedParticipant[];
  message: string;
  signaling_url: string;
  signaling_ticket: string;
  ice_servers: RTCIceServer[];
  topology?: Topology;
  slots: number;
}

export interface BackendLeaveResponse {
  success: true;
  session_id: string;
  duration_seconds: number;
  left_at: string;
}

export type ParticipantConnection = 'joining' | 'connected' | 'reconnecting';

export interface Participant extends ListedParticipant {
  /** The number that marks this person's packets (their CSRC); 0 while it is not known. */
  stream: number;
  /** Muted by a moderator: the server forwards nothing of theirs. */
  isSilenced: boolean;
  silenceReason?: string;
  connection: ParticipantConnection;
  /** Asks to be noticed; while `isSilenced`, to be heard again. */
  handRaised?: boolean;
  role?: Role;
}

export type Role = 'guest' | 'user' | 'moderator' | 'admin';

/** What somebody is on the server, and what their page should offer; the server judges each call anew. */
export interface Standing {
  role: Role;
  permissions: readonly string[];
}

/** Somebody who is in a room, as those outside see them. */
export interface PresentPerson {
  user_id: string;
  username: string;
}

/** One receive line and who is heard on it. */
export interface Slot {
  mid: string;
  stream: number;
  userId: string;
}

export interface RoomInfo {
  roomId: string;
  roomName: string;
  world: string;
  maxParticipants: number;
  topology?: Topology;
}

export interface RoomStateMessage {
  type: 'room_state';
  id?: string;
  revision: number;
  room: RoomInfo;
  you: { userId: string; sessionId: string; stream: number; ticket?: string } & Partial<Standing>;
  participants: Participant[];
  observers?: Observer[];
  locked?: boolean;
  slots: Slot[];
}

export interface EndedMessage {
  type: 'ended';
  reason: EndReason;
  message: string;
  retryAfterMs?: number;
  /** What the moderator said who ended it. */
  note?: string;
  /** When somebody who was sent away may come back; ISO 8601. */
  endsAt?: string;
}

export interface ErrorMessage {
  type: 'error';
  id?: string;
  code: ErrorCode;
  message: string;
}

/** Messages that carry the room's next revision. */
export type NumberedMessage =
  | { type: 'participant_joined'; revision: number; participant: Participant }
  | { type: 'participant_changed'; revision: number; participant: Participant }
  | { type: 'participant_left'; revision: number; userId: string; reason: EndReason }
  | { type: 'observers'; revision: number; observers: Observer[] }
  | { type: 'hand'; revision: number; userId: string; raised: boolean }
  | { type: 'mute'; revision: number; userId: string; muted: boolean; by: 'self' | 'moderator'; reason?: string };

export type ServerMessage =
  | RoomStateMessage
  | NumberedMessage
  | EndedMessage
  | ErrorMessage
  | { type: 'answer'; id?: string; from: string; sdp: string }
  | { type: 'offer'; from: string; sdp: string }
  | { type: 'ice'; from: string; candidate: RTCIceCandidateInit }
  | { type: 'slots'; slots: Slot[] }
  | { type: 'speaking'; userId: string; speaking: boolean }
  | ({ type: 'chat' } & ChatEntry)
  | { type: 'chat_removed'; messageId: string }
  | { type: 'warned'; reason: string }
  | { type: 'room_lock'; locked: boolean; reason?: string }
  | { type: 'ping'; id?: string }
  | { type: 'pong'; id?: string };

export type ClientMessage =
  | { type: 'voice_join'; sessionId: string; ticket: string; userId: string; username: string }
  | { type: 'room_state' }
  | { type: 'offer' | 'answer'; to: string; sdp: string }
  | { type: 'ice'; to: string; candidate: RTCIceCandidateInit }
  | { type: 'mute'; muted: boolean }
  | { type: 'hand'; raised: boolean }
  | { type: 'chat'; text: string }
  | { type: 'ping' }
  | { type: 'pong' }
  | { type: 'leave' };
