// SPDX-License-Identifier: Apache-2.0
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { withQuery } from './api.js';
import { AdminView } from './app.js';
import { bar, barStyles, type Cell } from './charts.js';
import './charts.js';
import { empty, Resource } from './resource.js';
import { styles } from './styles.js';

type Row = Record<string, string | number | null>;
type Name = 'summary' | 'trends' | 'peak-times' | 'rooms' | 'actions' | 'response-times' | 'quality' | 'anomalies';

const NAMES: readonly Name[] = ['summary', 'trends', 'peak-times', 'rooms', 'actions', 'response-times', 'quality', 'anomalies'];
const SPANS = [7, 30, 90, 365];
const GRADES = ['excellent', 'good', 'fair', 'poor'] as const;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MEASURES = { sessions: 0, users: 0, concurrent_peak: 0, total_seconds: 0 };

/** What the stored sessions say: how much, when, where, how well, and whether moderation works. */
@customElement('admin-analytics')
export class AnalyticsView extends AdminView {
  @state() private days = 30;
  @state() private everywhere = true;
  @state() private measure: keyof typeof MEASURES = 'sessions';
  readonly #reports = new Map(NAMES.map((name) => [name, new Resource<Row[]>(this)]));
  #asked = '';

  override willUpdate(changed: PropertyValues<this>): void {
    const asking = `${this.app.world} ${this.everywhere} ${this.days}`;
    if (changed.has('app') && asking !== this.#asked) {
      this.#load();
    }
  }

  override render(): TemplateResult {
    const { t } = this.app;
    return html`<div class="stack">
      <div class="head">
        <div class="spans" role="group" aria-label=${t.period}>
          ${SPANS.map(
            (each) => html`<button class="button" type="button" aria-pressed=${this.days === each} @click=${() => this.#choose({ days: each })}>
              ${t.lastDays(each)}
            </button>`,
          )}
        </div>
        <label class="check"
          ><input type="checkbox" .checked=${!this.everywhere} @change=${() => this.#choose({ everywhere: !this.everywhere })} />
          ${t.only(this.app.world)}</label
        >
      </div>
      ${this.#section('summary', t.overview, (rows) => this.#summary(rows))}
      ${this.#section('anomalies', t.anomalies, (rows) => this.#anomalies(rows))}
      ${this.#section('trends', t.trend, (rows) => this.#trend(rows))}
      ${this.#section('peak-times', t.peakTimes, (rows) => this.#peaks(rows))}
      <div class="two">
        ${this.#section('rooms', t.popularRooms, (rows) => this.#rooms(rows))}
        ${this.#section('quality', t.quality, (rows) => this.#quality(rows))}
      </div>
      <div class="two">
        ${this.#section('actions', t.effectiveness, (rows) => this.#actions(rows))}
        ${this.#section('response-times', t.responseTimes, (rows) => this.#responses(rows))}
      </div>
    </div>`;
  }

  #section(name: Name, heading: string, view: (rows: Row[]) => unknown): TemplateResult {
    const { t } = this.app;
    return html`<section class="card">
      <div class="head">
        <h2>${heading}</h2>
        <span class="small downloads">
          <a href=${this.#address(name, 'csv')} download>CSV<span class="visually-hidden"> · ${heading}</span></a>
          <a href=${this.#address(name, 'json')} download="palaver-${name}.json">JSON<span class="visually-hidden"> · ${heading}</span></a>
        </span>
      </div>
      ${this.#reports.get(name)?.render(t, view)}
    </section>`;
  }

  #summary([sums]: Row[]): TemplateResult {
    const { t, f } = this.app;
    if (!sums || !sums['sessions']) {
      return this.#nothing();
    }
    const figures: [string, string][] = [
      [t.sessions, f.number(sums['sessions'])],
      [t.time, f.duration(sums['total_seconds'])],
      [t.speakingShare, f.percent(sums['speaking_share'])],
      [t.atOnce, f.number(sums['concurrent_peak'])],
      [t.latency, sums['average_latency_ms'] === null ? '–' : `${f.number(sums['average_latency_ms'])} ms`],
      [t.loss, f.percent(sums['packet_loss'], 1)],
    ];
    return html`<dl class="figures">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  #anomalies(rows: Row[]): TemplateResult {
    const { t, f } = this.app;
    return rows.length === 0
      ? html`<p class="soft">${t.noAnomalies}</p>`
      : html`<ul class="anomalies">
          ${rows.slice(0, 5).map(
            (each) => html`<li><span class="tag bad">${t.measures[String(each['measure'])] ?? each['measure']}</span>
              <span>${t.anomaly(f.time(String(each['hour'])), ...this.#values(each))}</span></li>`,
          )}
        </ul>`;
  }

  #values({ measure, value, usual }: Row): [string, string] {
    const { f } = this.app;
    const written = (each: unknown): string => (measure === 'packet_loss' ? f.percent(Number(each) / 100, 1) : f.number(each, 1));
    return [written(value), written(usual)];
  }

  #trend(rows: Row[]): TemplateResult {
    const { t, f } = this.app;
    if (rows.length < 2) {
      return this.#nothing();
    }
    const write = this.measure === 'total_seconds' ? (value: number) => `${f.number(value / 3600)} h` : (value: number) => f.number(value, value % 1 ? 1 : 0);
    return html`<div class="measure" role="group" aria-label=${t.trend}>
        ${(Object.keys(MEASURES) as (keyof typeof MEASURES)[]).map(
          (each) => html`<button class="button" type="button" aria-pressed=${this.measure === each} @click=${() => (this.measure = each)}>
            ${t.measures[each]}
          </button>`,
        )}
      </div>
      <admin-line
        label=${`${t.trend}: ${t.measures[this.measure] ?? ''}`}
        .points=${rows.map((each) => ({ label: f.day(String(each['day'])), value: Number(each[this.measure] ?? 0) }))}
        .write=${write}
      ></admin-line>`;
  }

  #peaks(rows: Row[]): TemplateResult {
    const { t, f } = this.app;
    const cells: Cell[] = rows.map((each) => ({
      row: WEEKDAYS.indexOf(String(each['weekday'])) + 1, column: Number(each['hour']), value: Number(each['average_concurrent'] ?? 0),
    }));
    if (cells.every((each) => each.value === 0)) {
      return this.#nothing();
    }
    const busiest = cells.reduce((most, each) => (each.value > most.value ? each : most));
    return html`<p class="soft small">${t.busiest(f.weekday(busiest.row), busiest.column, f.number(busiest.value, 1))}</p>
      <admin-heat label=${t.peakTimes} .cells=${cells} .rowName=${(row: number) => f.weekday(row)} .write=${(value: number) => f.number(value, 1)}></admin-heat>`;
  }

  #rooms(rows: Row[]): TemplateResult {
    const { f } = this.app;
    const most = Math.max(1, ...rows.map((each) => Number(each['total_seconds'])));
    return rows.length === 0
      ? this.#nothing()
      : html`<ul class="ranking">
          ${rows.slice(0, 8).map(
            (each) => html`<li>
              <span>${each['room_id']} <span class="soft small">${each['world']}</span></span>
              <span class="numbers">${f.duration(each['total_seconds'])}</span>
              ${bar(Number(each['total_seconds']) / most)}
            </li>`,
          )}
        </ul>`;
  }

  #quality(rows: Row[]): TemplateResult {
    const { t, f } = this.app;
    const total = (grade: string): number => rows.reduce((sum, each) => sum + Number(each[grade] ?? 0), 0);
    const all = GRADES.reduce((sum, each) => sum + total(each), 0);
    return all === 0
      ? this.#nothing()
      : html`<ul class="ranking">
          ${GRADES.map(
            (each) => html`<li><span>${t.grades[each]}</span><span class="numbers">${f.percent(total(each) / all)}</span>${bar(total(each) / all)}</li>`,
          )}
        </ul>`;
  }

  #actions(rows: Row[]): TemplateResult {
    const { t, f } = this.app;
    return rows.length === 0
      ? html`<p class="soft">${t.noActions}</p>`
      : html`<ul class="ranking">
          ${rows.map(
            (each) => html`<li>
              <span>${t.kinds[String(each['action_type'])] ?? each['action_type']}</span>
              <span class="numbers">${f.number(each['actions'])}</span>${bar(Number(each['share'] ?? 0))}
            </li>`,
          )}
        </ul>`;
  }

  #responses([times]: Row[]): TemplateResult {
    const { t, f } = this.app;
    if (!times || !times['reports']) {
      return html`<p class="soft">${t.noReportsYet}</p>`;
    }
    const figures: [string, string][] = [
      [t.reports, f.number(times['reports'])],
      [t.resolved, f.number(times['resolved'])],
      [t.median, f.duration(times['median_seconds'])],
      [t.nineOfTen, f.duration(times['p90_seconds'])],
    ];
    return html`<dl class="figures">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  #nothing(): TemplateResult {
    return empty(this.app.t.noData, this.app.t.noDataText);
  }

  #choose(choice: { days?: number; everywhere?: boolean }): void {
    this.days = choice.days ?? this.days;
    this.everywhere = choice.everywhere ?? this.everywhere;
    this.#load();
  }

  #load(): void {
    this.#asked = `${this.app.world} ${this.everywhere} ${this.days}`;
    for (const [name, report] of this.#reports) {
      void report.load(async () => (await this.app.api.get<{ rows: Row[] }>(this.#address(name, 'json'))).rows, true);
    }
  }

  #address(name: Name, format: 'csv' | 'json'): string {
    const from = new Date(Date.now() - (this.days - 1) * 86_400_000).toISOString().slice(0, 10);
    const world = this.everywhere ? undefined : this.app.world;
    return withQuery(`/api/admin/analytics/${name}`, { from, world, format });
  }

  static override styles = [
    styles,
    barStyles,
    css`
      .spans,
      .measure {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
      }

      .measure {
        margin-bottom: var(--space-3);
      }

      .spans [aria-pressed='true'],
      .measure [aria-pressed='true'] {
        border-color: transparent;
        background: var(--inverse);
        color: var(--on-inverse);
      }

      .measure .button,
      .spans .button {
        min-height: 34px;
        padding: 0 var(--space-3);
        font-size: var(--text-small);
      }

      .check {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        font-weight: 400;
      }

      .check input {
        width: 18px;
        min-height: 18px;
        accent-color: var(--accent);
      }

      .downloads {
        display: flex;
        gap: var(--space-3);
      }

      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
        gap: var(--space-5);
      }

      .ranking,
      .anomalies {
        display: flex;
        flex-direction: column;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .ranking li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-1) var(--space-3);
      }

      .ranking .bar {
        grid-column: 1 / -1;
      }

      .anomalies li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--space-2);
      }
    `,
  ];
}
