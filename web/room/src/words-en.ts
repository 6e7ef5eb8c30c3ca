// SPDX-License-Identifier: Apache-2.0

/** Every word that the page says, in English. */
export const en = {
  /** Whose numbers and times go with the language. */
  locale: 'en-GB',
  name: 'Name',
  nameHint: 'How others see you',
  nameMissing: 'Please give a name first.',
  join: 'Join Voice Room',
  joining: 'Joining…',
  joinAsListener: 'Join as listener',
  room: 'Room',
  voiceRoom: 'Voice room',
  here: (count: number, max: number) => `${count} of ${max} here`,
  language: 'Language',

  connecting: 'Connecting…',
  connected: 'Connected',
  reconnecting: 'Reconnecting…',
  disconnected: 'Disconnected',

  participants: 'People in this room',
  you: 'you',
  muted: 'muted',
  mutedByModerator: 'muted by moderator',
  speaking: 'speaking',
  listening: 'listening',
  tileJoining: 'joining…',
  tileReconnecting: 'reconnecting…',
  alone: 'Nobody else is here yet',
  invite: 'Copy link',
  invited: 'Link copied',

  mute: 'Mute',
  unmute: 'Unmute',
  addMicrophone: 'Add microphone',
  leave: 'Leave',
  settings: 'Settings',
  close: 'Close',
  microphone: 'Microphone',
  speaker: 'Speaker',
  standard: 'Default device',
  unnamedDevice: (number: number) => `Device ${number}`,
  processing: 'Processing',
  echo: 'Echo cancellation',
  noise: 'Noise suppression',
  gain: 'Automatic gain',
  clickToHear: 'Click to hear',
  blocked: 'Your browser plays no sound until you allow it.',
  silencedTitle: 'A moderator muted you',
  silencedText: 'Nobody hears you until a moderator unmutes you.',
  dismiss: 'Dismiss',

  microphoneGone: 'Your microphone was unplugged. Palaver uses the default one now.',
  microphoneLost: 'Your microphone was unplugged and there is no other. You can still listen.',
  speakerGone: 'Your speaker was unplugged. Palaver uses the default one now.',

  roomFullTitle: 'This room is full',
  roomFullText: 'Choose another room, or try again when somebody has left.',
  serverFullTitle: 'The server is full',
  serverFullText: 'Please try again in a few minutes.',
  unreachableTitle: 'The server does not answer',
  unreachableText: 'Check your network, then try again.',
  microphoneDeniedTitle: 'The microphone is not allowed',
  microphoneDeniedText: 'Allow it in your browser’s address bar and try again, or join to listen.',
  microphoneMissingTitle: 'No microphone found',
  microphoneMissingText: 'Plug one in and try again, or join to listen.',
  microphoneBusyTitle: 'The microphone cannot be used',
  microphoneBusyText: 'Another program may have it. Close that and try again, or join to listen.',
  microphoneInsecureTitle: 'The browser allows no microphone here',
  microphoneInsecureText: 'Open this page by https or on localhost, or join to listen.',
  mediaTitle: 'The media port cannot be reached',
  mediaText: (ports: string) =>
    `No answer from UDP port ${ports} within 5 seconds. A firewall on the way may block it: ask the server’s host or your network’s administrator to open it.`,
  mediaFailedTitle: 'The voice connection failed',
  mediaFailedText: 'Please try again.',
  lostTitle: 'The connection was lost',
  lostText: 'It could not be made again in time. Check your network, then join again.',
  takenOverTitle: 'You joined in another tab',
  takenOverText: 'The call goes on there. Join here to bring it back.',
  kickedTitle: 'A moderator removed you from the room',
  kickedText: 'You may join again in a while.',
  bannedTitle: 'You are banned from this room',
  bannedText: 'Ask its moderators if you think this is a mistake.',
  roomClosedTitle: 'The room was closed',
  roomClosedText: 'Choose another room.',
  stoppingTitle: 'The server is stopping',
  stoppingText: 'Please try again in a minute.',
  lateTitle: 'Joining took too long',
  lateText: 'Please join again and answer the question about the microphone.',
  busyTitle: 'That was too fast',
  busyText: 'Please wait a moment, then try again.',
  noRoomTitle: 'This room does not exist',
  noRoomText: 'Choose another room.',
  failedTitle: 'That did not work',
  failedText: (code: string) => `Please try again. (${code})`,

  // Live chat
  liveChat: 'Live chat',
  chatEmpty: 'Nobody has written yet.',
  chatJoinToWrite: 'Join the voice room to write.',
  chatWrite: 'Write to the room',
  chatSend: 'Send',
  chatUnread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  chatTooFast: 'Too many messages at once. Wait a moment, then send it again.',
  chatRefused: 'The message was not taken. Shorten it and send it again.',

  // The bar
  chat: 'Chat',
  deafen: 'Sound off',
  undeafen: 'Sound on',
  talk: 'Hold to talk',
  talking: 'Talking',
  rejoin: 'Rejoin',

  // Settings
  microphoneMode: 'Microphone mode',
  modeOpen: 'Open',
  modePush: 'Push to talk',
  pushKey: (key: string) => `Hold ${key} to talk`,
  pushChange: 'Change key',
  pushPress: 'Press a key…',
  sounds: 'Sounds for join, leave and mute',
  statisticsSwitch: 'Show voice statistics',
  statisticsKey: 'Alt + Shift + V',
  page: 'This page',
  keySpace: 'space',

  // Device test
  deviceTest: 'Check microphone and speaker',
  testMicrophone: 'Test microphone',
  testStop: 'Stop test',
  testSpeak: 'Say something: the bar moves with your voice.',
  testHeard: 'Your microphone works.',
  testSpeaker: 'Play a sound',
  testLevel: 'Microphone level',

  // People
  more: (name: string) => `More about ${name}`,
  volumeOf: (name: string) => `Volume of ${name}`,
  volume: 'Volume for you',
  volumeReset: 'Reset to 100 %',
  report: 'Report',
  reportTitle: (name: string) => `Report ${name}`,
  reportWhy: 'What happened?',
  reportHint: 'The moderators read this. The person is not told who reported them.',
  reportSend: 'Send report',
  reportSent: 'Thank you. The moderators have your report.',
  reportFailed: 'The report could not be sent. Please try again.',
  cancel: 'Cancel',
  observed: (names: string) => `Listening in: ${names}`,
  locked: 'Room locked',
  warnedTitle: 'A moderator warns you',

  // Moderation
  moderator: 'Moderator',
  admin: 'Admin',
  raiseHand: 'Raise hand',
  lowerHand: 'Lower hand',
  handRaised: 'hand raised',
  asksToSpeak: 'muted by moderator, asks to speak',
  askToSpeak: 'Ask to speak',
  askedToSpeak: 'The moderators see that you ask',
  moderation: 'Moderation',
  acts: { mute: 'Mute', unmute: 'Unmute', warn: 'Warn', kick: 'Remove', ban: 'Ban' },
  actTitle: {
    mute: (name: string) => `Mute ${name} for everybody`,
    warn: (name: string) => `Warn ${name}`,
    kick: (name: string) => `Remove ${name} from the room`,
    ban: (name: string) => `Ban ${name} from this room`,
  },
  banReason: 'Reason',
  actReason: 'Reason (optional)',
  warnText: 'What do you warn of?',
  actTold: 'The person is told this. It is kept in the audit log.',
  actLasts: 'For how long?',
  lasts: (seconds: number) =>
    seconds === 0
      ? 'until somebody lifts it'
      : seconds < 3_600
        ? `${seconds / 60} minutes`
        : seconds === 3_600
          ? '1 hour'
          : seconds === 86_400
            ? '1 day'
            : `${seconds / 86_400} days`,
  moderated: 'Done.',
  actFailed: 'That did not work. Try again; if it goes on, you may not be allowed to.',
  codeLabel: 'Code of your authenticator',
  codeHint: 'It opens what needs a second factor for ten minutes. You set it up in the dashboard, at /admin.',
  codeWrong: 'This code is wrong or was used before. Wait for the next one.',
  codeConfirm: 'Confirm',
  saidHand: (name: string) => `${name} raised a hand.`,
  present: (names: string) => `Here now: ${names}`,

  // Quality
  quality: {
    excellent: 'Excellent connection',
    good: 'Good connection',
    fair: 'Fair connection',
    poor: 'Poor connection',
  },
  qualityDetail: (quality: string, latency: string, loss: string) => `${quality} · ${latency} · ${loss} loss`,

  // Voice statistics
  statistics: 'Voice statistics',
  statActive: 'Active speakers',
  statBitrate: 'Bitrate',
  statLoss: 'Packet loss',
  statJitter: 'Jitter',
  statLatency: 'Latency',
  statTransport: 'Transport',
  statPath: 'Path',
  statQuality: 'Quality',

  // Said to screen readers
  saidJoined: (name: string) => `${name} joined.`,
  saidLeft: (name: string) => `${name} left.`,
  saidSilenced: (name: string) => `${name} was muted by a moderator.`,
  saidLost: 'The connection was lost. Reconnecting.',
  saidBack: 'Connected again.',

  // Passing hints
  speakingWhileMuted: 'You are muted: nobody hears you.',
  speakingWhilePush: 'Nobody hears you: hold the key or the button to talk.',
  attempt: (number: number) => `Attempt ${number} of 3`,
  offline: 'Your device is offline. Palaver comes back by itself when the network does.',
  lockedTitle: 'This room is locked',
  lockedText: 'A moderator lets nobody in at the moment. Try again later or choose another room.',
  until: (time: string) => `Until ${time}.`,

  // Mesh rooms
  meshTitle: 'People connect directly here',
  meshText: 'Voices go from browser to browser, not through the server. Everybody in the room can see your network address, and what moderators decide is carried out by each person’s own browser.',
  notInMeshTitle: 'Nobody can listen in here',
  notInMeshText: 'The sound of this room does not pass through the server. Join it like everybody else.',

  // Updates
  newVersion: 'There is a newer version of this page',
  newVersionText: 'Reload it to use the newest one.',
  newVersionInCall: 'Reload it when it suits you: you leave the room for a moment.',
  reload: 'Reload',
  reasonGiven: (reason: string) => `Reason: ${reason}`,
};

export type Words = typeof en;
