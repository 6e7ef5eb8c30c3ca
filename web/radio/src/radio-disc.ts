// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { initials } from '../../room/src/initials.js';
import { shared } from '../../room/src/shared-styles.js';
import type { Disc } from './disc-state.js';
import { discMarks } from './marks.js';
import type { Press } from './press.js';
import { type Language, radioWords } from './words.js';

/** The ring is the disc's edge, and inside of it while it shows the time that is left. */
const EDGE_RADIUS = 97.5;
const TIME_RADIUS = 91;
/** From here on the ring says that the time runs out. */
const NEAR_MS = 5_000;
const COUNT_EACH_MS = 250;

/** The one large disc: what it looks like says it all, and holding it talks. */
@customElement('radio-disc')
export class RadioDisc extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) disc!: Disc;
  @property({ attribute: false }) press!: Press;
  /** Whether the button is down. */
  @property({ type: Boolean }) down = false;
  /** The node's clock. */
  @property({ attribute: false }) nodeMs: () => number = () => 0;
  @state() private passedMs = 0;
  @query('.halo') private readonly halo!: HTMLElement | null;
  #counting: ReturnType<typeof setInterval> | undefined;

  /** Shows how loud it is, 0 to 1: by transform alone. */
  draw(level: number): void {
    this.halo?.style.setProperty('transform', `scale(${(1 + 0.16 * Math.min(1, Math.sqrt(level) * 1.6)).toFixed(3)})`);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('disc')) {
      clearInterval(this.#counting);
      this.#count();
      if (this.disc.sinceMs !== undefined) {
        this.#counting = setInterval(() => this.#count(), COUNT_EACH_MS);
      }
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#counting);
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  override render(): TemplateResult {
    const { disc } = this;
    const t = radioWords[this.language];
    const { latched } = this.press;
    return html`<div class="disc ${disc.kind}" data-kind=${disc.kind}>
      <i class="halo" aria-hidden="true"></i>
      ${this.#ring()}
      <button
        type="button"
        data-talk
        aria-pressed=${this.down}
        aria-describedby="hint"
        @pointerdown=${(event: PointerEvent) => this.press.pointerDown(event)}
        @pointerup=${() => this.press.pointerUp()}
        @pointercancel=${() => this.press.pointerUp()}
        @lostpointercapture=${() => this.press.pointerUp()}
        @click=${(event: MouseEvent) => this.press.click(event)}
        @contextmenu=${(event: Event) => event.preventDefault()}
      >
        ${this.#face()}
        <span class="title">${disc.title}</span>
        <span class="detail">${disc.detail}</span>
        ${this.#time()}
      </button>
      <span id="hint" class="visually-hidden">${latched ? t.latched : t.holdHint}</span>
    </div>`;
  }

  #face(): TemplateResult {
    const { disc } = this;
    if (disc.who !== undefined) {
      return html`<span class="face who" aria-hidden="true">${initials(disc.who)}</span>`;
    }
    return disc.place !== undefined && disc.place > 1
      ? html`<span class="face place" aria-hidden="true">${disc.place}</span>`
      : html`<span class="face" aria-hidden="true">${discMarks[disc.kind]()}</span>`;
  }

  #time(): TemplateResult | typeof nothing {
    const { disc } = this;
    if (disc.sinceMs === undefined) {
      return nothing;
    }
    const seconds = Math.max(0, disc.limitMs === undefined
      ? Math.floor(this.passedMs / 1_000)
      : Math.ceil((disc.limitMs - this.passedMs) / 1_000));
    return html`<span class="time" aria-hidden="true">${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}</span>`;
  }

  #ring(): SVGTemplateResult {
    const { limitMs } = this.disc;
    const left = limitMs === undefined ? 1 : Math.max(0, 1 - this.passedMs / limitMs);
    const near = limitMs !== undefined && limitMs - this.passedMs <= NEAR_MS;
    const radius = limitMs === undefined ? EDGE_RADIUS : TIME_RADIUS;
    const around = 2 * Math.PI * radius;
    return svg`<svg class="ring" viewBox="0 0 200 200" aria-hidden="true">
      <circle class="track" cx="100" cy="100" r=${radius}/>
      <circle class="left ${near ? 'near' : ''}" cx="100" cy="100" r=${radius} transform="rotate(-90 100 100)"
        stroke-dasharray=${around.toFixed(2)} stroke-dashoffset=${(around * (1 - left)).toFixed(2)}/>
    </svg>`;
  }

  #count(): void {
    this.passedMs = this.disc.sinceMs === undefined ? 0 : Math.max(0, this.nodeMs() - this.disc.sinceMs);
  }

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        place-items: center;
      }

      .disc {
        --ground: var(--surface-raised);
        --edge: var(--line-strong);
        --on: var(--ink);
        --on-soft: var(--ink-soft);
        --mark: var(--accent);
        position: relative;
        width: min(84vw, 56dvh, 460px);
        aspect-ratio: 1;
      }

      .halo,
      .ring,
      button {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        border-radius: 50%;
      }

      .halo {
        background: var(--accent);
        opacity: 0;
        transition: transform 90ms linear, opacity var(--calm) var(--ease);
      }

      .ring {
        overflow: visible;
        pointer-events: none;
        z-index: 1;
      }

      .ring circle {
        fill: none;
        stroke-width: 5;
      }

      .track {
        stroke: var(--edge);
        transition: stroke var(--calm) var(--ease);
      }

      .left {
        stroke: transparent;
        stroke-linecap: round;
        transition: stroke-dashoffset 250ms linear;
      }

      button {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 2%;
        padding: 12%;
        border: 0;
        background: var(--ground);
        color: var(--on);
        box-shadow: var(--shadow);
        font: inherit;
        text-align: center;
        cursor: pointer;
        touch-action: none;
        user-select: none;
        -webkit-user-select: none;
        -webkit-touch-callout: none;
        transition: background-color var(--calm) var(--ease), color var(--calm) var(--ease), transform var(--quick) var(--ease);
      }

      button:active,
      button[aria-pressed='true'] {
        transform: scale(0.975);
      }

      button:focus-visible {
        outline-offset: 8px;
      }

      .face {
        display: grid;
        place-items: center;
        height: clamp(48px, 22%, 84px);
        color: var(--mark);
      }

      .face .icon {
        width: clamp(44px, 15vmin, 64px);
        height: clamp(44px, 15vmin, 64px);
      }

      .who {
        width: clamp(56px, 24%, 84px);
        height: auto;
        aspect-ratio: 1;
        border-radius: 50%;
        background: var(--accent);
        color: var(--on-accent);
        font-size: clamp(1.25rem, 4vmin, 1.75rem);
        font-weight: 650;
      }

      .place {
        font-size: clamp(3rem, 11vmin, 4.5rem);
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        line-height: 1;
      }

      .title {
        max-width: 100%;
        overflow-wrap: anywhere;
        font-size: clamp(1.375rem, 5.2vmin, 1.875rem);
        font-weight: 700;
        letter-spacing: -0.02em;
        line-height: 1.15;
        text-wrap: balance;
      }

      .detail {
        max-width: 26ch;
        color: var(--on-soft);
        font-size: clamp(0.875rem, 2.6vmin, 1rem);
        line-height: 1.35;
        text-wrap: balance;
      }

      .time {
        font-size: clamp(1.125rem, 3.6vmin, 1.375rem);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }

      .idle {
        --edge: var(--accent);
      }

      .asking,
      .queued {
        --ground: var(--accent-soft);
        --edge: var(--accent);
        --on-soft: var(--ink);
        --mark: var(--accent-strong);
      }

      .asking .track,
      .queued .track {
        stroke-dasharray: 14 12;
        stroke-linecap: round;
        transform-origin: center;
        animation: turn 6s linear infinite;
      }

      .talking {
        --ground: var(--accent);
        --edge: transparent;
        --on: var(--on-accent);
        --on-soft: var(--on-accent);
        --mark: var(--on-accent);
      }

      .talking .halo,
      .heard .halo {
        opacity: 0.3;
      }

      .talking .track {
        stroke: color-mix(in oklab, var(--on-accent) 30%, var(--accent));
      }

      .talking .left {
        stroke: var(--on-accent);
      }

      .heard {
        --ground: var(--inverse);
        --edge: var(--accent);
        --on: var(--on-inverse);
        --on-soft: var(--on-inverse);
      }

      .denied,
      .no-microphone {
        --ground: var(--critical-soft);
        --edge: var(--critical);
        --on-soft: var(--ink);
        --mark: var(--critical);
      }

      .revoked {
        --ground: var(--critical);
        --edge: var(--critical);
        --on: light-dark(#ffffff, #2b0705);
        --on-soft: light-dark(#ffffff, #2b0705);
        --mark: light-dark(#ffffff, #2b0705);
      }

      .no-leader,
      .alone,
      .offline,
      .starting,
      .listen-only {
        --ground: var(--surface);
        --mark: var(--ink-soft);
      }

      .no-leader button,
      .alone button,
      .offline button,
      .starting button,
      .listen-only button {
        box-shadow: none;
      }

      .no-leader .track,
      .alone .track,
      .starting .track,
      .offline .track {
        stroke-dasharray: 3 9;
        stroke-linecap: round;
      }

      .offline {
        --edge: var(--critical);
        --mark: var(--critical);
      }

      .no-leader .track {
        transform-origin: center;
        animation: turn 12s linear infinite;
      }

      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .track {
          animation: none !important;
        }

        .halo {
          transition: none;
        }
      }
    `,
  ];
}
