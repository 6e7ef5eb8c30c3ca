// SPDX-License-Identifier: Apache-2.0
export { RoomClient } from './room-client.js';
export type { ClientStatus, JoinPhase, JoinRequest, RoomClientEvents } from './room-client.js';
export { VoiceService } from './voice-service.js';
export { Playback } from './playback.js';
export type { MicrophoneChoice, Processing } from './microphone.js';
export type { GuestTicket } from './guest.js';
export * from './errors.js';
export type * from './protocol.js';
