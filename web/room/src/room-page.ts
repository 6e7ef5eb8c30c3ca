// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import {
  MicrophoneError, RoomClient, type ClientStatus, type MicrophoneChoice, type Participant, type RoomClientEvents,
} from '@palaver/client';
import './language-switch.js';
import './lobby.js';
import { noticeFor } from './notices.js';
import { languageOf, loadPreferences, readAddress, savePreferences, type Preferences } from './preferences.js';
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

const COUNTS_EVERY_MS = 15_000;
const COPIED_FOR_MS = 2_500;

/** The page: the lobby until a seat is taken, the room from then on. */
@customElement('palaver-room-page')
export class RoomPage extends LitElement {
  readonly client = new RoomClient();
  readonly #address = readAddress(location.search);
  #levels = 0;
  #counts: ReturnType<typeof setInterval> | undefined;

  @state() private preferences: Preferences = loadPreferences();
  @state() private language: Language = languageOf(this.#address, this.preferences, navigator.language);
  @state() private rooms: readonly RoomChoice[] = [];
  @state() private room: RoomChoice | undefined;
  @state() private status: ClientStatus = 'idle';
  @state() private participants: readonly Participant[] = [];
  @state() private microphone = { available: false, muted: false };
  @state() private blocked = false;
  @state() private problem: unknown;
  @state() private hint: keyof Words | undefined;
  /** What a moderator had to say to this person. */
  @state() private warning = '';
  @state() private wasConnected = false;
  @state() private copied = false;
  @query('palaver-room') private readonly view!: RoomView | null;

  override connectedCallback(): void {
    super.connectedCallback();
    window.palaver = this.client;
    if (this.#address.processingOff) {
      this.preferences = { ...this.preferences, processing: { echo: false, noise: false, gain: false } };
    }
    this.client.on('status', (status) => this.#onStatus(status));
    this.client.on('roster', (participants) => (this.participants = participants));
    this.client.on('microphone', (microphone) => (this.microphone = microphone));
    this.client.on('playbackBlocked', (blocked) => (this.blocked = blocked));
    this.client.on('device', (event) => (this.hint = deviceHint(event)));
    this.client.on('warned', (reason) => (this.warning = reason));
    this.client.on('ended', (error) => (this.problem = error));
    void this.#loadRooms();
    this.#counts = setInterval(() => this.#refreshCounts(), COUNTS_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#counts);
    cancelAnimationFrame(this.#levels);
  }

  override willUpdate(): void {
    document.documentElement.lang = this.language;
    document.title = this.room ? `${this.room.roomName} · Palaver` : 'Palaver';
  }

  override render(): TemplateResult {
    return html`<main>${this.#inRoom ? this.#renderRoom() : this.#renderLobby()}</main>`;
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
      .rooms=${this.rooms}
      .room=${this.room}
      .name=${this.preferences.name}
      .notice=${this.problem ? noticeFor(this.problem, this.#words) : undefined}
      ?busy=${this.status === 'connecting'}
      ?disconnected=${this.wasConnected && this.status !== 'connecting'}
      @join=${(event: CustomEvent<{ name: string; microphone: boolean }>) => void this.#join(event.detail)}
      @room=${(event: CustomEvent<RoomChoice>) => (this.room = event.detail)}
      >${this.#languageSwitch()}</palaver-lobby
    >`;
  }

  #renderRoom(): TemplateResult {
    return html`<palaver-room
      .words=${this.#words}
      .room=${this.client.room}
      .participants=${this.participants}
      .observers=${this.client.observers}
      .warning=${this.warning}
      .userId=${this.client.userId}
      .preferences=${this.preferences}
      .status=${this.status}
      .hint=${this.hint ? (this.#words[this.hint] as string) : ''}
      ?muted=${this.microphone.muted}
      ?microphone=${this.microphone.available}
      ?blocked=${this.blocked}
      ?copied=${this.copied}
      @mute=${() => this.client.setMuted(!this.microphone.muted)}
      @leave=${() => this.client.leave()}
      @add-microphone=${() => void this.#useMicrophone()}
      @hear=${() => void this.client.resumePlayback()}
      @invite=${() => void this.#invite()}
      @dismiss=${() => (this.hint = undefined)}
      @dismiss-warning=${() => (this.warning = '')}
      @choice=${(event: CustomEvent<SettingsChoice>) => void this.#choose(event.detail)}
      >${this.#languageSwitch()}</palaver-room
    >`;
  }

  async #join({ name, microphone }: { name: string; microphone: boolean }): Promise<void> {
    this.problem = undefined;
    this.hint = undefined;
    this.warning = '';
    this.#remember({ name });
    try {
      if (!this.room) {
        await this.#readRooms();
      }
      if (!this.room) {
        return;
      }
      await this.client.join({
        world: this.room.world,
        roomId: this.room.roomId,
        roomName: this.room.roomName,
        username: name,
        microphone: microphone ? this.#microphoneChoice : 'none',
      });
      await this.client.useSpeaker(this.preferences.speakerId);
    } catch (error) {
      this.problem = error;
    }
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

  async #choose(choice: SettingsChoice): Promise<void> {
    this.#remember(choice);
    if (choice.speakerId !== undefined) {
      await this.client.useSpeaker(choice.speakerId);
    } else if (this.client.hasMicrophone) {
      await this.#useMicrophone();
    }
  }

  async #invite(): Promise<void> {
    const link = new URL(location.pathname, location.origin);
    link.searchParams.set('world', this.room?.world ?? '');
    link.searchParams.set('room', this.room?.roomId ?? '');
    await navigator.clipboard?.writeText(link.href);
    this.copied = true;
    setTimeout(() => (this.copied = false), COPIED_FOR_MS);
  }

  #onStatus(status: ClientStatus): void {
    this.status = status;
    cancelAnimationFrame(this.#levels);
    if (status === 'connected') {
      this.wasConnected = true;
      this.#drawLevels();
    } else if (status === 'disconnected' || status === 'error') {
      this.blocked = false;
      void this.#loadRooms();
    }
  }

  #drawLevels(): void {
    this.view?.drawLevels(this.client.levels());
    this.#levels = requestAnimationFrame(() => this.#drawLevels());
  }

  async #loadRooms(): Promise<void> {
    try {
      await this.#readRooms();
    } catch (error) {
      this.problem ??= error;
    }
  }

  async #readRooms(): Promise<void> {
    this.rooms = await loadRooms(this.client.service, this.#address);
    const { room } = this;
    this.room =
      this.rooms.find((each) => each.world === room?.world && each.roomId === room.roomId) ??
      room ??
      chosenRoom(this.rooms, this.#address);
  }

  #refreshCounts(): void {
    if (!this.#inRoom && this.status !== 'connecting' && document.visibilityState === 'visible') {
      void this.#readRooms().catch(() => undefined);
    }
  }

  #speak(language: Language): void {
    this.language = language;
    this.#remember({ language });
  }

  #remember(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    savePreferences(this.#address.processingOff ? { ...this.preferences, processing: loadPreferences().processing } : this.preferences);
  }

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        height: 100dvh;
        min-width: 320px;
      }

      main {
        height: 100%;
        overflow: auto;
      }
    `,
  ];
}

function deviceHint({ kind, fallback }: RoomClientEvents['device']): keyof Words {
  if (kind === 'speaker') {
    return 'speakerGone';
  }
  return fallback === 'default' ? 'microphoneGone' : 'microphoneLost';
}
