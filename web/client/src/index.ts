// SPDX-License-Identifier: Apache-2.0
export { RoomClient } from './room-client.js';
export type { ClientStatus, JoinPhase, JoinRequest, RoomClientEvents } from './room-client-events.js';
export { type AccountAnswer, rememberLogIn } from './account.js';
export { Moderation, type ModerationAct, type ModerationOrder } from './moderation.js';
export { VoiceService } from './voice-service.js';
export { Playback } from './playback.js';
export type { MicrophoneChoice, Processing } from './microphone.js';
export { GivenTicket, GuestTicketStore, type GuestTicket, type TicketStore } from './guest.js';
export { qualityOf, type Quality } from './quality.js';
export type { LineQuality, VoiceDiagnostics } from './diagnostics.js';
export type { Media, ReceiveLine } from './media.js';
export { LevelMeter } from './level-meter.js';
export { Microphone } from './microphone.js';
export * from './errors.js';
export type * from './protocol.js';
