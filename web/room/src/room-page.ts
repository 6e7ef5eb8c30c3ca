// SPDX-License-Identifier: Apache-2.0
import { type CSSResult, LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import {
  MicrophoneError, RoomClient, type ChatEntry, type ClientStatus, type LineQuality, type MicrophoneChoice,
  type Participant, type RoomClientEvents, type VoiceDiagnostics,
} from '@palaver/client';
import { Companions } from './companions.js';
import { type Chosen, Moderating } from './moderating.js';
import { deviceHint } from './device-hint.js';
import './language-switch.js';
import './lobby.js';
import './new-version.js';
import { type Notice, noticeFor } from './notices.js';
import { type AddressChoice, languageOf, loadPreferences, readAddress, savePreferences, type Preferences } from './preferences.js';
import { PushToTalk } from './push-to-talk.js';
import { Reporting } from './reporting.js';
import './room-view.js';
import type { RoomView } from './room-view.js';
import { chosenRoom, loadRooms, type RoomChoice } from './rooms-list.js';
import type { SettingsChoice } from './settings-panel.js';
import { shared } from './shared-styles.js';
import { type Language, words, type Words } from './words.js';

declare global {
  interface Window {
    /** The page's room client: the handle for looking into a call from the browser's console. */
    palaver: RoomClient;
  }
}

const LOBBY_EVERY_MS = 10_000;
/** From this width on the chat has a place beside the people. */
const CHAT_BESIDE_PX = 900;
const COPIED_FOR_MS = 2_500;
/** A server that says nothing of its rooms for this long keeps nobody from trying. */
const SETTLED_AFTER_MS = 3_000;

/** The page: the lobby until a seat is taken, the room from then on. */
@customElement('palaver-room-page')
export class RoomPage extends LitElement {
  client!: RoomClient;
  protected address: AddressChoice = readAddress(location.search);
  readonly #companions = new Companions((text) => (this.announcement = text));
  readonly #push = new PushToTalk((talking) => this.client.setMuted(!talking));
  readonly #onKey = (event: KeyboardEvent): void => this.#shortcut(event);
  readonly #moderating = new Moderating(() => this.requestUpdate());
  readonly #reporting = new Reporting(() => this.requestUpdate());
  #levels = 0;
  #refresh: ReturnType<typeof setInterval> | undefined;
  /** Messages that were there when the chat was last looked at. */
  #read = 0;

  @state() protected preferences: Preferences = loadPreferences();
  @state() private language: Language = 'en';
  @state() private rooms: readonly RoomChoice[] = [];
  @state() private room: RoomChoice | undefined;
  @state() private status: ClientStatus = 'idle';
  @state() private attempt = 0;
  @state() private participants: readonly Participant[] = [];
  @state() private microphone = { available: false, muted: false };
  @state() private deafened = false;
  @state() private blocked = false;
  @state() private chat: readonly ChatEntry[] | undefined;
  @state() private chatRefusal: keyof Words | undefined;
  @state() private diagnostics: VoiceDiagnostics | undefined;
  @state() private warning = '';
  @state() private announcement = '';
  @state() private present: readonly string[] = [];
  @state() private problem: unknown;
  @state() private hint: keyof Words | undefined;
  @state() private wasConnected = false;
  @state() private copied = false;
  @state() private settled = false;
  @query('palaver-room-view') private readonly view!: RoomView | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.language = languageOf(this.address, this.preferences, navigator.language);
    if (this.address.processingOff) {
      this.preferences = { ...this.preferences, processing: { echo: false, noise: false, gain: false } };
    }
    // On a phone the chat would cover the people: it opens on demand.
    this.preferences = { ...this.preferences, chat: this.preferences.chat && (this.clientWidth || window.innerWidth) >= CHAT_BESIDE_PX };
    this.#adopt(this.client ?? this.newClient());
    document.addEventListener('keydown', this.#onKey);
    void this.#begin();
    this.#refresh = setInterval(() => this.#refreshLobby(), LOBBY_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
    clearInterval(this.#refresh);
    cancelAnimationFrame(this.#levels);
    this.#push.enabled = false;
  }

  override willUpdate(): void {
    this.decorate(this.language, this.room?.roomName);
    this.#push.code = this.preferences.pushKey;
    this.#push.enabled = this.preferences.pushToTalk && this.#inRoom && this.microphone.available;
    this.#companions.sounds.enabled = this.preferences.sounds;
    this.#companions.sounds.speakerId = this.preferences.speakerId;
  }

  override render(): TemplateResult {
    return html`<main lang=${this.language}>${this.#inRoom ? this.#renderRoom() : this.#renderLobby()}</main>${this.renderUpdate()}`;
  }

  /** A word about a newer page. */
  protected renderUpdate(): TemplateResult | typeof nothing {
    return html`<palaver-new-version .language=${this.language} .status=${this.status}></palaver-new-version>`;
  }

  protected newClient(): RoomClient {
    const client = new RoomClient();
    window.palaver = client;
    return client;
  }

  /** Gives the document the language and the room's name. */
  protected decorate(language: Language, roomName: string | undefined): void {
    document.documentElement.lang = language;
    document.title = roomName ? `${roomName} · Palaver` : 'Palaver';
  }

  /** Where others find the room. */
  protected inviteLink(room: RoomChoice | undefined): string {
    const link = new URL(location.pathname, location.origin);
    link.searchParams.set('world', room?.world ?? '');
    link.searchParams.set('room', room?.roomId ?? '');
    return link.href;
  }

  #adopt(client: RoomClient): void {
    if (this.client === client) {
      return;
    }
    this.client = client;
    for (const [userId, volume] of Object.entries(this.preferences.volumes)) {
      client.setVolume(userId, volume);
    }
    client.on('status', (status) => this.#onStatus(status));
    client.on('attempt', (attempt) => (this.attempt = attempt));
    client.on('roster', (participants) => this.#onRoster(participants));
    client.on('microphone', (microphone) => this.#onMicrophone(microphone));
    client.on('deafened', (deafened) => (this.deafened = deafened));
    client.on('playbackBlocked', (blocked) => (this.blocked = blocked));
    client.on('device', (event) => (this.hint = deviceHint(event)));
    client.on('speakingWhileMuted', () => {
      this.hint = this.preferences.pushToTalk ? 'speakingWhilePush' : 'speakingWhileMuted';
    });
    client.on('chat', (chat) => this.#onChat(chat));
    client.on('chatRefused', (code) => (this.chatRefusal = code === 'RATE_LIMITED' ? 'chatTooFast' : 'chatRefused'));
    client.on('warned', (reason) => (this.warning = reason));
    client.on('statistics', (diagnostics) => this.#onStatistics(diagnostics));
    client.on('ended', (error) => (this.problem = error));
  }

  #languageSwitch(): TemplateResult {
    return html`<palaver-language
      slot="language"
      .language=${this.language}
      @language=${(event: CustomEvent<Language>) => this.#speak(event.detail)}
    ></palaver-language>`;
  }

  get #words(): Words {
    return words[this.language];
  }

  /** People are shown as soon as the server gave a seat, before any media (R015). */
  get #inRoom(): boolean {
    return (
      this.status === 'connected' ||
      this.status === 'reconnecting' ||
      (this.status === 'connecting' && this.participants.length > 0)
    );
  }

  #renderLobby(): TemplateResult {
    return html`<palaver-lobby
      .words=${this.#words}
      .language=${this.language}
      .preferences=${this.preferences}
      .rooms=${this.rooms}
      .room=${this.room}
      .present=${this.present}
      .chat=${this.chat}
      .name=${this.preferences.name}
      .notice=${this.#notice()}
      ?busy=${this.status === 'connecting'}
      ?settled=${this.settled}
      ?rejoinable=${this.status === 'error' && this.client.canRejoin}
      ?disconnected=${this.wasConnected && this.status !== 'connecting'}
      @join=${(event: CustomEvent<{ name: string; microphone: boolean }>) => void this.#join(event.detail)}
      @rejoin=${this.#rejoin}
      @choice=${(event: CustomEvent<SettingsChoice>) => this.#remember(event.detail)}
      @room=${(event: CustomEvent<RoomChoice>) => this.#enter(event.detail)}
      >${this.#languageSwitch()}</palaver-lobby
    >`;
  }

  #notice(): Notice | undefined {
    const notice = this.problem ? noticeFor(this.problem, this.#words) : undefined;
    return notice && this.client.canRejoin && navigator.onLine === false
      ? { ...notice, text: this.#words.offline }
      : notice;
  }

  #renderRoom(): TemplateResult {
    const { client } = this;
    return html`<palaver-room-view
      .words=${this.#words}
      .language=${this.language}
      .room=${client.room}
      .participants=${this.participants}
      .observers=${client.observers}
      .userId=${client.userId}
      .preferences=${this.preferences}
      .status=${this.status}
      .attempt=${this.attempt}
      .chat=${this.chat}
      .chatRefusal=${this.#say(this.chatRefusal)}
      .unread=${this.#unread}
      .diagnostics=${this.diagnostics}
      .reported=${this.#reporting.state}
      .permissions=${client.standing.permissions}
      .moderating=${this.#moderating.state}
      .warning=${this.warning}
      .announcement=${this.announcement}
      .hint=${this.#say(this.hint)}
      .qualityOf=${this.#qualityOf}
      .volumeOf=${this.#volumeOf}
      ?locked=${client.locked}
      ?muted=${this.microphone.muted}
      ?deafened=${this.deafened}
      ?microphone=${this.microphone.available}
      ?observing=${this.address.observe ?? false}
      ?blocked=${this.blocked}
      ?copied=${this.copied}
      @mute=${() => client.setMuted(!this.microphone.muted)}
      @talk=${() => this.#push.press()}
      @hush=${() => this.#push.release()}
      @deafen=${() => client.setDeafened(!this.deafened)}
      @leave=${() => client.leave()}
      @add-microphone=${() => void this.#useMicrophone()}
      @hear=${() => void client.resumePlayback()}
      @invite=${() => void this.#invite()}
      @dismiss=${() => (this.hint = undefined)}
      @warning-read=${() => (this.warning = '')}
      @say=${(event: CustomEvent<string>) => this.#write(event.detail)}
      @person=${this.#forgetPerson}
      @hand=${(event: CustomEvent<boolean>) => client.raiseHand(event.detail)}
      @moderate=${(event: CustomEvent<Chosen & { person: Participant }>) => void this.#moderating.actOn(client, event.detail)}
      @code=${(event: CustomEvent<string>) => void this.#moderating.confirm(client.moderation, event.detail)}
      @volume=${(event: CustomEvent<{ userId: string; volume: number }>) => this.#setVolume(event.detail)}
      @report=${(event: CustomEvent<{ person: Participant; reason: string }>) => void this.#reporting.tell(client, event.detail)}
      @choice=${(event: CustomEvent<Partial<Preferences>>) => void this.#choose(event.detail)}
      >${this.#languageSwitch()}</palaver-room-view
    >`;
  }

  readonly #qualityOf = (userId: string): LineQuality | undefined => this.client.qualityOf(userId);
  readonly #volumeOf = (userId: string): number => this.client.volumeOf(userId);

  #say(key: keyof Words | undefined): string {
    return key ? (this.#words[key] as string) : '';
  }

  async #join({ name, microphone }: { name: string; microphone: boolean }): Promise<void> {
    this.problem = undefined;
    this.hint = undefined;
    this.#remember(name ? { name } : {});
    try {
      if (!this.room) {
        await this.#readRooms();
      }
      if (!this.room) {
        return;
      }
      const { world, roomId, roomName } = this.room;
      await this.client.join({
        world,
        roomId,
        roomName,
        username: name,
        microphone: microphone ? this.#microphoneChoice : 'none',
        muted: microphone && this.preferences.pushToTalk,
        observe: this.address.observe ?? false,
      });
      await this.client.useSpeaker(this.preferences.speakerId);
      await this.#loadChat();
    } catch (error) {
      this.problem = error;
    }
  }

  #rejoin(): void {
    this.problem = undefined;
    this.client.rejoin();
  }

  get #microphoneChoice(): MicrophoneChoice {
    return { deviceId: this.preferences.microphoneId, processing: this.preferences.processing };
  }

  async #useMicrophone(): Promise<void> {
    try {
      this.hint = undefined;
      await this.client.useMicrophone(this.#microphoneChoice);
    } catch (error) {
      this.hint = error instanceof MicrophoneError && error.problem === 'denied' ? 'microphoneDeniedTitle' : 'microphoneMissingTitle';
    }
  }

  async #choose(choice: Partial<Preferences>): Promise<void> {
    this.#remember(choice);
    if (choice.chat) {
      this.#read = this.chat?.length ?? 0;
    }
    if (choice.pushToTalk) {
      this.client.setMuted(true);
    }
    if (choice.speakerId !== undefined) {
      await this.client.useSpeaker(choice.speakerId);
    } else if ((choice.microphoneId !== undefined || choice.processing) && this.client.hasMicrophone) {
      await this.#useMicrophone();
    }
  }

  async #invite(): Promise<void> {
    await navigator.clipboard?.writeText(this.inviteLink(this.room));
    this.copied = true;
    setTimeout(() => (this.copied = false), COPIED_FOR_MS);
  }

  #write(text: string): void {
    this.chatRefusal = undefined;
    this.client.say(text);
  }

  #setVolume({ userId, volume }: { userId: string; volume: number }): void {
    this.client.setVolume(userId, volume);
    const { [userId]: _, ...volumes } = this.preferences.volumes;
    this.#remember({ volumes: volume === 1 ? volumes : { ...volumes, [userId]: volume } });
  }

  #forgetPerson(): void {
    this.#reporting.reset();
    this.#moderating.reset();
  }

  #onStatus(status: ClientStatus): void {
    this.#companions.status(status, this.#words);
    this.status = status;
    cancelAnimationFrame(this.#levels);
    if (status === 'connected') {
      this.wasConnected = true;
      this.attempt = 0;
      this.#drawLevels();
    } else if (status === 'disconnected' || status === 'error') {
      this.blocked = false;
      this.warning = '';
      void this.#loadRooms();
    }
  }

  #onRoster(participants: readonly Participant[]): void {
    this.#companions.roster(participants, this.client.userId, this.#words);
    this.participants = participants;
  }

  #onMicrophone(microphone: RoomClientEvents['microphone']): void {
    const turned = this.microphone.available && microphone.available && this.microphone.muted !== microphone.muted;
    if (turned && !this.preferences.pushToTalk) {
      this.#companions.muted(microphone.muted);
    }
    if (!microphone.muted && (this.hint === 'speakingWhileMuted' || this.hint === 'speakingWhilePush')) {
      this.hint = undefined;
    }
    this.microphone = microphone;
  }

  #onChat(chat: readonly ChatEntry[]): void {
    if (this.chat) {
      this.chat = chat;
      this.#read = this.preferences.chat || !this.#inRoom ? chat.length : Math.min(this.#read, chat.length);
    }
  }

  get #unread(): number {
    return this.chat && !this.preferences.chat ? this.chat.length - this.#read : 0;
  }

  #onStatistics(diagnostics: VoiceDiagnostics): void {
    this.diagnostics = diagnostics;
    this.view?.drawQualities();
  }

  #drawLevels(): void {
    this.view?.drawLevels(this.client.levels());
    this.#levels = requestAnimationFrame(() => this.#drawLevels());
  }

  #shortcut(event: KeyboardEvent): void {
    if (event.altKey && event.shiftKey && event.code === 'KeyV' && this.#inRoom) {
      event.preventDefault();
      this.#remember({ statistics: !this.preferences.statistics });
    } else if (event.altKey && event.shiftKey && event.code === 'KeyH' && this.#inRoom) {
      event.preventDefault();
      this.client.raiseHand(!this.client.handRaised);
    }
  }

  async #begin(): Promise<void> {
    const patience = setTimeout(() => (this.settled = true), SETTLED_AFTER_MS);
    await this.#loadRooms();
    clearTimeout(patience);
    this.settled = true;
    if (this.address.observe) {
      await this.#join({ name: '', microphone: false });
    }
  }

  async #loadRooms(): Promise<void> {
    try {
      await this.#readRooms();
      await this.#loadChat();
    } catch (error) {
      this.problem ??= error;
    }
  }

  #enter(room: RoomChoice): void {
    this.room = room;
    this.client.clearChat();
    void this.#loadChat();
  }

  /** A server without a chat, or one that keeps this person out of it, has a page without one. */
  async #loadChat(): Promise<void> {
    const { room } = this;
    if (room) {
      const [people, kept] = await Promise.all([
        this.client.service.present(room.world, room.roomId).catch(() => []),
        this.client.loadChat(room.world, room.roomId).catch(() => false),
      ]);
      this.present = people.map((each) => each.username);
      this.chat = kept ? this.client.chat : undefined;
      this.#read = this.chat?.length ?? 0;
    }
  }

  async #readRooms(): Promise<void> {
    this.rooms = await loadRooms(this.client.service, this.address);
    const { room } = this;
    this.room =
      this.rooms.find((each) => each.world === room?.world && each.roomId === room.roomId) ??
      room ??
      chosenRoom(this.rooms, this.address);
  }

  #refreshLobby(): void {
    if (!this.#inRoom && this.status !== 'connecting' && document.visibilityState === 'visible') {
      void this.#readRooms().catch(() => undefined);
      void (this.chat && this.#loadChat());
    }
  }

  #speak(language: Language): void {
    this.language = language;
    this.#remember({ language });
  }

  #remember(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    savePreferences(this.address.processingOff ? { ...this.preferences, processing: loadPreferences().processing } : this.preferences);
  }

  static override styles: CSSResult[] = [
    shared,
    css`
      :host {
        display: block;
        height: 100dvh;
        min-width: 320px;
      }

      main {
        container-type: inline-size;
        height: 100%;
        overflow: auto;
      }
    `,
  ];
}
