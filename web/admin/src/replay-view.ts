// SPDX-License-Identifier: Apache-2.0
import { css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { AdminView, to } from './app.js';
import { empty, Resource } from './resource.js';
import { styles } from './styles.js';

interface Movement {
  at: string;
  event: 'joined' | 'left';
  session_id: string;
  user_id: string;
  username: string | null;
  present: number;
  reason: string | null;
}

/** One stay of one person. */
export interface Stay {
  userId: string;
  username: string;
  fromMs: number;
  untilMs: number;
  reason: string | null;
}

const ROW_PX = 34;
const STEP_MS = 100;
/** A call of any length is played back in this time. */
const PLAYED_IN_MS = 20_000;

/** A call as a timeline: a bar for each stay, and a hand that moves over them and says who was there. */
@customElement('admin-replay')
export class ReplayView extends AdminView {
  @state() private atMs = 0;
  @state() private playing = false;
  readonly #stays = new Resource<Stay[]>(this);
  #timer: ReturnType<typeof setInterval> | undefined;

  override firstUpdated(): void {
    const [world = '', room = '', from = '', until = ''] = this.path;
    this.atMs = Date.parse(from);
    void this.#stays.load(async () => {
      const path = `/api/admin/timeline/${encodeURIComponent(world)}/${encodeURIComponent(room)}`;
      // A millisecond more on both sides: what happened at the very ends belongs to it.
      const query = { from: shifted(from, -1), to: shifted(until, 1) };
      const { events } = await this.app.api.get<{ events: Movement[] }>(path, query);
      return staysOf(events, Date.parse(until));
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render(): TemplateResult {
    const { t, f } = this.app;
    const [world = '', room = '', from = '', until = ''] = this.path;
    return html`<div class="stack">
      <p><a href=${to('history')}>← ${t.pastCalls}</a></p>
      <section class="card">
        <div class="head">
          <div>
            <h2>${room}</h2>
            <p class="soft small">${world} · ${f.time(from)} · ${f.duration((Date.parse(until) - Date.parse(from)) / 1000)}</p>
          </div>
        </div>
        ${this.#stays.render(t, (stays) => (stays.length > 0 ? this.#replay(stays) : empty(t.noStays, t.noStaysText)))}
      </section>
    </div>`;
  }

  #replay(stays: Stay[]): TemplateResult {
    const { t, f } = this.app;
    const [fromMs, untilMs] = this.#span;
    const here = stays.filter((each) => each.fromMs <= this.atMs && this.atMs <= each.untilMs);
    const who = here.map((each) => each.username).join(', ') || t.nobody;
    return html`
      <div class="player">
        <button class="button primary" type="button" @click=${this.playing ? this.#stop : this.#play}>
          ${this.playing ? t.pause : t.play}
        </button>
        <input
          type="range"
          aria-label=${t.moment}
          aria-valuetext="${f.hour(new Date(this.atMs).toISOString())}: ${who}"
          min=${fromMs}
          max=${untilMs}
          step="1000"
          .value=${String(this.atMs)}
          @input=${this.#seek}
        />
        <output class="numbers">${f.hour(new Date(this.atMs).toISOString())}</output>
      </div>
      <p class="who"><strong class="numbers">${f.number(here.length)}</strong> ${who}</p>
      <div class="chart" style="height:${rows(stays).length * ROW_PX}px">
        ${rows(stays).map(
          ([userId, name, own], i) => html`<a class="name" style="top:${i * ROW_PX}px" href=${to('people', userId)}>${name}</a>
            <svg class="bars" style="top:${i * ROW_PX}px" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
              ${own.map((each) => this.#bar(each))}
            </svg>`,
        )}
        <span class="track"><i class="hand" style="left:${(100 * (this.atMs - fromMs)) / Math.max(1, untilMs - fromMs)}%"></i></span>
      </div>
      <table class="visually-hidden">
        <caption>${t.stays}</caption>
        ${stays.map(
          (each) => html`<tr>
            <td>${each.username}</td>
            <td>${f.hour(new Date(each.fromMs).toISOString())}</td>
            <td>${f.hour(new Date(each.untilMs).toISOString())}</td>
            <td>${each.reason ?? ''}</td>
          </tr>`,
        )}
      </table>
    `;
  }

  #bar({ fromMs, untilMs, reason }: Stay): SVGTemplateResult {
    const [start, end] = this.#span;
    const scale = 1000 / Math.max(1, end - start);
    const sent = reason === 'kicked' || reason === 'banned';
    const x = (Math.max(start, fromMs) - start) * scale;
    return svg`<rect class=${sent ? 'sent' : ''} x=${x} y="0" width=${Math.max(2, (untilMs - fromMs) * scale)} height="10" rx="2"/>`;
  }

  get #span(): [number, number] {
    const [, , from = '', until = ''] = this.path;
    return [Date.parse(from), Date.parse(until)];
  }

  readonly #play = (): void => {
    const [fromMs, untilMs] = this.#span;
    if (this.atMs >= untilMs) {
      this.atMs = fromMs;
    }
    this.playing = true;
    this.#timer = setInterval(() => {
      this.atMs = Math.min(untilMs, this.atMs + ((untilMs - fromMs) * STEP_MS) / PLAYED_IN_MS);
      if (this.atMs >= untilMs) {
        this.#stop();
      }
    }, STEP_MS);
  };

  readonly #stop = (): void => {
    clearInterval(this.#timer);
    this.playing = false;
  };

  #seek(event: Event): void {
    this.atMs = Number((event.target as HTMLInputElement).value);
  }

  static override styles = [
    styles,
    css`
      .player {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }

      .player input {
        flex: 1;
        min-width: 0;
        padding: 0;
        border: 0;
        background: none;
        accent-color: var(--accent);
      }

      .who {
        min-height: 3em;
        margin: var(--space-3) 0;
      }

      .chart {
        --names: clamp(84px, 24%, 190px);
        position: relative;
      }

      .name {
        position: absolute;
        left: 0;
        width: var(--names);
        padding-right: var(--space-3);
        overflow: hidden;
        color: inherit;
        font-size: var(--text-small);
        line-height: 34px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .bars {
        position: absolute;
        left: var(--names);
        width: calc(100% - var(--names));
        height: 18px;
        margin-top: 8px;
        border-radius: 4px;
        background: var(--surface-strong);
        fill: var(--accent);
      }

      .sent {
        fill: var(--critical);
      }

      .track {
        position: absolute;
        inset: 0 0 0 var(--names);
        pointer-events: none;
      }

      .hand {
        position: absolute;
        top: 0;
        bottom: 0;
        width: 2px;
        margin-left: -1px;
        background: var(--ink);
      }
    `,
  ];
}

function shifted(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString();
}

/** The stays that comings and goings make; who never left stayed until the end. */
export function staysOf(events: readonly Movement[], endMs: number): Stay[] {
  const stays = new Map<string, Stay>();
  for (const each of events) {
    const known = stays.get(each.session_id);
    if (each.event === 'joined') {
      const username = each.username ?? each.user_id;
      stays.set(each.session_id, { userId: each.user_id, username, fromMs: Date.parse(each.at), untilMs: endMs, reason: null });
    } else if (known) {
      known.untilMs = Date.parse(each.at);
      known.reason = each.reason;
    }
  }
  return [...stays.values()];
}

function rows(stays: Stay[]): [string, string, Stay[]][] {
  const people = new Map<string, Stay[]>();
  for (const each of stays) {
    people.set(each.userId, [...(people.get(each.userId) ?? []), each]);
  }
  return [...people].map(([userId, own]) => [userId, own[0]?.username ?? userId, own]);
}
