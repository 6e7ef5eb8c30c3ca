// SPDX-License-Identifier: Apache-2.0
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { brand } from '../../room/src/brand.js';
import type { ChatLine } from '../../room/src/chat-panel.js';
import '../../room/src/chat-panel.js';
import { WakeLock } from '../../room/src/wake-lock.js';
import { type Choices, loadChoices, saveChoices } from './choices.js';
import { type Disc, discOf } from './disc-state.js';
import { Feel, type Signal, signalOf } from './feel.js';
import { Handset, codeOf, isHandset, loadKept } from './handset.js';
import { Live, type LiveHandlers } from './live.js';
import { check, viewMarks, warn } from './marks.js';
import { pageStyles } from './page-styles.js';
import { Press } from './press.js';
import './radio-code.js';
import './radio-diagnostics.js';
import './radio-disc.js';
import './radio-join.js';
import type { RadioDisc } from './radio-disc.js';
import './radio-people.js';
import './radio-settings.js';
import type { RadioSettings } from './radio-settings.js';
import type { HandsetCode, Levels, RadioState, Refused } from './state.js';
import { type RadioWords, radioWords } from './words.js';

const VIEWS = ['talk', 'messages', 'people', 'state', 'settings'] as const;
type View = (typeof VIEWS)[number];

const TEXT_BYTES_MAX = 800;
const REFUSED_FOR_MS = 3_000;

/** The page of a radio node: the disc, and around it who is there, what was written, and how the node is. */
@customElement('palaver-radio')
export class RadioPage extends LitElement {
  @state() private choices: Choices = loadChoices();
  @state() private radio: RadioState | undefined;
  @state() private connected = false;
  @state() private wasConnected = false;
  @state() private refusal = '';
  @state() private textRefusal = '';
  @state() private view: View = viewOf(location.hash);
  @state() private read = 0;
  @state() private code: HandsetCode | undefined;
  /** Of a handset: whether its voice goes both ways. */
  @state() private voice: boolean | undefined;
  /** Of a handset that is not in yet: why not, and whether it is about to be. */
  @state() private joinCause = '';
  @state() private joining = false;
  @query('radio-disc') private readonly disc!: RadioDisc | null;
  @query('radio-settings') private readonly settings!: RadioSettings | null;
  readonly #feel = new Feel();
  readonly #wakeLock = new WakeLock();
  readonly #invite = codeOf(location.hash);
  #live: Live | undefined;
  #handset: Handset | undefined;
  #shown: Disc | undefined;
  #forget: ReturnType<typeof setTimeout> | undefined;
  readonly #press = new Press({
    press: () => {
      this.refusal = '';
      this.#live?.press();
      this.#handset?.talk(true);
      this.requestUpdate();
    },
    hold: () => this.#live?.hold(),
    release: () => {
      this.#live?.release();
      this.#handset?.talk(false);
      this.requestUpdate();
    },
  });
  readonly #onHash = (): void => {
    this.view = viewOf(location.hash);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('main')?.focus());
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHash);
    if (isHandset()) {
      // A code is a secret: it does not stay in the address.
      history.replaceState(null, '', location.pathname);
    } else {
      this.#live = new Live(this.#handlers());
    }
    this.#press.connect();
  }

  #handlers(): LiveHandlers {
    return {
      state: (radio, connected) => this.#take(radio, connected),
      levels: (levels) => this.#draw(levels),
      refused: (refused) => this.#refused(refused),
      code: (code) => (this.code = code),
    };
  }

  /** A person wants this phone to be a handset. */
  async #join(name: string): Promise<void> {
    this.joining = true;
    this.joinCause = '';
    const handset = new Handset(this.#invite.code, {
      send: (frame) => this.#live?.send(frame),
      voice: (connected) => (this.voice = connected),
    });
    handset.name = name;
    try {
      await handset.open();
    } catch {
      this.#leave('microphone');
      return;
    }
    this.#handset = handset;
    this.voice = false;
    this.#live = new Live({
      ...this.#handlers(),
      hello: () => handset.hello(),
      welcome: (key, known) => {
        this.joining = false;
        handset.welcome(key, known);
      },
      answer: (sdp) => handset.answer(sdp),
    });
  }

  #leave(cause: string): void {
    this.#live?.close();
    this.#live = undefined;
    this.#handset?.close();
    this.#handset = undefined;
    this.radio = undefined;
    this.voice = undefined;
    this.joining = false;
    this.joinCause = cause;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHash);
    this.#press.disconnect();
    this.#live?.close();
    this.#handset?.close();
  }

  override willUpdate(changed: PropertyValues): void {
    document.documentElement.lang = this.choices.language;
    document.title = `${this.radio?.node.channel ?? this.#t.radio} · Palaver`;
    // The node's own speaker says the same.
    this.#feel.tones = this.choices.tones && (isHandset() || !this.radio?.sound.tones);
    this.#feel.vibration = this.choices.vibration;
    this.#live?.watch(this.view === 'state', this.view === 'settings');
    if (this.view === 'messages' || changed.has('radio')) {
      const seen = this.view === 'messages' || (this.view === 'talk' && matchMedia('(min-width: 900px)').matches);
      this.read = seen || changed.get('radio') === undefined ? (this.radio?.texts.length ?? 0) : this.read;
    }
    const next = discOf(this.radio, { connected: this.connected, refusal: this.#pageRefusal, ...(this.voice !== undefined && { voice: this.voice }) }, this.#t);
    if (!this.#shown || JSON.stringify(next) !== JSON.stringify(this.#shown)) {
      this.#turn(this.#shown, next);
    }
  }

  get #pageRefusal(): string {
    return !this.radio && this.wasConnected ? 'offline' : this.refusal;
  }

  /** The disc shows something else: a hand that holds nothing any more lets go, and a person is told. */
  #turn(before: Disc | undefined, after: Disc): void {
    this.#shown = after;
    const signal = before && signalOf(before, after);
    if (signal) {
      this.#feel.give(signal);
    }
    if (['denied', 'revoked', 'offline', 'no-microphone'].includes(after.kind)) {
      this.#press.cancel();
    }
    this.#wakeLock.wanted = this.connected;
  }

  override render(): TemplateResult {
    const t = this.#t;
    const { radio } = this;
    if (isHandset() && (!this.#handset || this.joining)) {
      return html`<main class="join" lang=${this.choices.language}>
        <radio-join
          .language=${this.choices.language}
          .name=${loadKept().name}
          .invited=${this.#invite.code !== '' || loadKept().key !== ''}
          .busy=${this.joining}
          .cause=${this.joinCause}
          .fingerprint=${this.#invite.fingerprint}
          @join=${(event: CustomEvent<string>) => void this.#join(event.detail)}
        ></radio-join>
      </main>`;
    }
    return html`
      <div class="shell view-${this.view}" lang=${this.choices.language}>
        <a class="skip" href="#/talk" @click=${() => this.disc?.focus()}>${t.skip}</a>
        ${this.#header(t)}
        <main tabindex="-1" aria-label=${t.views[this.view]}>${radio ? this.#show(radio, t) : this.#talk(t)}</main>
        ${radio ? this.#navigation(radio, t) : nothing}
      </div>
      ${this.code
        ? html`<radio-code .language=${this.choices.language} .code=${this.code} @done=${() => (this.code = undefined)}></radio-code>`
        : nothing}
      <p class="visually-hidden" role="status">${this.#said}</p>
    `;
  }

  get #said(): string {
    const { title = '', detail = '', who } = this.#shown ?? {};
    return who === undefined ? `${title}. ${detail}` : `${title} ${detail}`;
  }

  #header(t: RadioWords): TemplateResult {
    const { radio } = this;
    const score = radio?.health.score ?? 100;
    return html`<header>
      ${brand()}
      ${radio
        ? html`<span class="channel"><b>${radio.node.channel}</b><span>${this.#handset ? this.#handset.name : radio.node.name}</span></span>
            ${this.view === 'talk' ? nothing : html`<span class="now ${this.#shown?.kind ?? ''}" aria-hidden="true"><i></i>${this.#shown?.kind === 'idle' ? t.free : this.#shown?.title}</span>`}
            <a class="health ${score === 100 ? '' : 'low'}" href="#/state" aria-label=${`${t.health}: ${t.healthScore(score)}`}>
              ${score === 100 ? check() : warn()}<span>${score}</span>
            </a>`
        : nothing}
    </header>`;
  }

  #navigation(radio: RadioState, t: RadioWords): TemplateResult {
    const unread = radio.texts.length - this.read;
    return html`<nav aria-label="Palaver">
      ${VIEWS.map((each) => {
        const more = each === 'messages' && unread > 0 ? t.unread(unread) : each === 'people' && radio.knocks.length > 0 ? t.knockTitle(radio.knocks[0]?.name ?? '') : '';
        return html`<a href=${`#/${each}`} data-view=${each} aria-current=${each === this.view ? 'page' : nothing}>
          <span class="mark">${viewMarks[each]()}${more ? html`<i class="dot"></i>` : nothing}</span>
          <span>${t.views[each]}</span>${more ? html`<span class="visually-hidden">, ${more}</span>` : nothing}
        </a>`;
      })}
    </nav>`;
  }

  #show(radio: RadioState, t: RadioWords): TemplateResult {
    switch (this.view) {
      case 'talk':
        return html`${this.#talk(t)}<aside>${this.#people(radio)} ${this.#messages(radio, t)}</aside>`;
      case 'messages':
        return html`<div class="sheet">${this.#messages(radio, t)}</div>`;
      case 'people':
        return html`<div class="sheet">${this.#people(radio)}</div>`;
      case 'state':
        return html`<radio-diagnostics class="wide" .language=${this.choices.language} .state=${radio} .nodeMs=${this.#nodeMs}></radio-diagnostics>`;
      case 'settings':
        return html`<radio-settings
          class="wide"
          .language=${this.choices.language}
          .state=${radio}
          .choices=${this.choices}
          @choose=${(event: CustomEvent<Partial<Choices>>) => this.#choose(event.detail)}
          ?handset=${isHandset()}
          @echo=${() => this.#live?.testEcho()}
          @signal=${(event: CustomEvent<Signal>) => this.#feel.give(event.detail)}
        ></radio-settings>`;
    }
  }

  #talk(t: RadioWords): TemplateResult {
    const disc = this.#shown;
    const hint = disc?.kind === 'idle' || disc?.kind === 'heard';
    return html`<div class="talk">
      ${disc ? html`<radio-disc .language=${this.choices.language} .disc=${disc} .press=${this.#press} .nodeMs=${this.#nodeMs} ?down=${this.#press.down}></radio-disc>` : nothing}
      <p class="hint" aria-hidden="true">
        ${this.#press.latched ? t.latched : hint ? html`<span class="keys">${t.hint}</span><span class="touch">${t.hintTouch}</span>` : nothing}
      </p>
    </div>`;
  }

  readonly #nodeMs = (): number => this.#live?.nodeMs() ?? 0;

  #people(radio: RadioState): TemplateResult {
    return html`<radio-people
      .language=${this.choices.language}
      .state=${radio}
      ?handset=${isHandset()}
      @answer=${(event: CustomEvent<{ nodeId: string; admitted: boolean }>) => this.#live?.answer(event.detail.nodeId, event.detail.admitted)}
      @handset-code=${() => this.#live?.handsetCode()}
      @handset-remove=${(event: CustomEvent<string>) => this.#live?.removeHandset(event.detail)}
    ></radio-people>`;
  }

  #messages(radio: RadioState, t: RadioWords): TemplateResult {
    const entries: ChatLine[] = radio.texts.map((each) => ({
      messageId: each.id, userId: each.node_id, username: each.name, text: each.text,
      at: new Date(each.written_epoch_ms).toISOString(),
      ...(each.node_id === radio.node.node_id && each.copies > 0 && { note: t.heldBy(each.copies) }),
    }));
    return html`<palaver-chat
      .language=${this.choices.language}
      .entries=${entries}
      .userId=${radio.node.node_id}
      .wording=${{ liveChat: t.messages, chatEmpty: t.messagesEmpty, chatWrite: t.messagesWrite, chatSend: t.messagesSend }}
      .refusal=${this.textRefusal}
      writable
      @say=${(event: CustomEvent<string>) => this.#say(event.detail)}
    ></palaver-chat>`;
  }

  get #t(): RadioWords {
    return radioWords[this.choices.language];
  }

  #take(radio: RadioState | undefined, connected: boolean): void {
    if (!connected) {
      this.#handset?.offline();
    }
    this.radio = radio;
    this.connected = connected;
    this.wasConnected ||= !connected;
  }

  #draw(levels: Levels): void {
    const own = this.#handset?.level() ?? levels.microphone;
    this.disc?.draw(this.#shown?.kind === 'talking' ? own : levels.speaker);
    this.settings?.draw(levels);
  }

  #say(text: string): void {
    const tooLong = new TextEncoder().encode(text).length > TEXT_BYTES_MAX;
    this.textRefusal = tooLong ? this.#t.messageTooLong : '';
    if (!tooLong) {
      this.#live?.say(text);
    }
  }

  #refused({ what, cause }: Refused): void {
    if (what === 'say') {
      this.textRefusal = this.#t.messageRefused;
      return;
    }
    if (what === 'hello') {
      if (cause === 'handset_unknown') {
        this.#handset?.forget();
      }
      this.#leave(cause);
      return;
    }
    if (what === 'offer') {
      return;
    }
    this.refusal = cause;
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => (this.refusal = ''), REFUSED_FOR_MS);
  }

  #choose(change: Partial<Choices>): void {
    this.choices = { ...this.choices, ...change };
    saveChoices(this.choices);
  }

  static override styles = pageStyles;
}

function viewOf(hash: string): View {
  return VIEWS.find((each) => hash === `#/${each}`) ?? 'talk';
}
