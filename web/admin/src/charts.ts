// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styles } from './styles.js';

export interface Point {
  label: string;
  value: number;
}

const HEIGHT_PX = 200;
const LEFT_PX = 44;
const BOTTOM_PX = 24;
const TOP_PX = 8;
const LABEL_EVERY_PX = 84;

/** A trend as a line over a soft area, with a table of the same numbers for screen readers. */
@customElement('admin-line')
export class LineChart extends LitElement {
  @property() label = '';
  @property({ attribute: false }) points: readonly Point[] = [];
  @property({ attribute: false }) write: (value: number) => string = String;
  @state() private width = 600;
  @state() private over: number | undefined;
  readonly #size = new ResizeObserver(([entry]) => (this.width = Math.max(240, entry?.contentRect.width ?? 600)));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  override render(): TemplateResult {
    const shown = this.over === undefined ? undefined : this.points[this.over];
    return html`
      <svg
        width=${this.width}
        height=${HEIGHT_PX}
        role="img"
        aria-label=${this.label}
        @pointermove=${this.#point}
        @pointerleave=${() => (this.over = undefined)}
      >
        ${ticks(this.#top).map((each) => this.#tick(each))} ${this.#days()} ${this.#line()}
        ${this.over === undefined || !shown ? '' : this.#marked(this.over, shown)}
      </svg>
      <p class="shown small" aria-hidden="true">${shown ? `${shown.label}: ${this.write(shown.value)}` : ''}</p>
      <table class="visually-hidden">
        <caption>${this.label}</caption>
        ${this.points.map((each) => html`<tr><th scope="row">${each.label}</th><td>${this.write(each.value)}</td></tr>`)}
      </table>
    `;
  }

  get #top(): number {
    return niceTop(Math.max(0, ...this.points.map((each) => each.value)));
  }

  #x(index: number): number {
    const last = Math.max(1, this.points.length - 1);
    return LEFT_PX + (index / last) * (this.width - LEFT_PX - 12);
  }

  #y(value: number): number {
    return TOP_PX + (1 - value / this.#top) * (HEIGHT_PX - TOP_PX - BOTTOM_PX);
  }

  #tick(value: number): SVGTemplateResult {
    const y = this.#y(value);
    return svg`<line class="grid" x1=${LEFT_PX} x2=${this.width} y1=${y} y2=${y}/>
      <text x=${LEFT_PX - 8} y=${y + 4} text-anchor="end">${this.write(value)}</text>`;
  }

  #days(): SVGTemplateResult[] {
    const step = Math.max(1, Math.ceil(this.points.length / Math.max(2, Math.floor((this.width - LEFT_PX) / LABEL_EVERY_PX))));
    return this.points.flatMap((each, i) =>
      i % step === 0 && this.#x(i) < this.width - 20
        ? [svg`<text x=${this.#x(i)} y=${HEIGHT_PX - 4} text-anchor=${i === 0 ? 'start' : 'middle'}>${each.label}</text>`]
        : [],
    );
  }

  #line(): SVGTemplateResult {
    const path = this.points.map((each, i) => `${i === 0 ? 'M' : 'L'}${this.#x(i).toFixed(1)} ${this.#y(each.value).toFixed(1)}`).join('');
    const floor = this.#y(0);
    const area = `${path}L${this.#x(this.points.length - 1).toFixed(1)} ${floor}L${LEFT_PX} ${floor}Z`;
    return svg`<path class="area" d=${area}/><path class="line" d=${path}/>`;
  }

  #marked(index: number, { value }: Point): SVGTemplateResult {
    const x = this.#x(index);
    return svg`<line class="hand" x1=${x} x2=${x} y1=${TOP_PX} y2=${this.#y(0)}/><circle cx=${x} cy=${this.#y(value)} r="4"/>`;
  }

  #point(event: PointerEvent): void {
    const share = (event.offsetX - LEFT_PX) / Math.max(1, this.width - LEFT_PX - 12);
    this.over = Math.min(this.points.length - 1, Math.max(0, Math.round(share * (this.points.length - 1))));
  }

  static override styles = [
    styles,
    css`
      svg {
        display: block;
        overflow: visible;
      }

      text {
        fill: var(--ink-soft);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }

      .grid {
        stroke: var(--line);
      }

      .line {
        fill: none;
        stroke: var(--accent);
        stroke-width: 2;
        stroke-linejoin: round;
      }

      .area {
        fill: var(--accent);
        opacity: 0.12;
      }

      .hand {
        stroke: var(--line-strong);
      }

      circle {
        fill: var(--accent);
        stroke: var(--surface-raised);
        stroke-width: 2;
      }

      .shown {
        min-height: 1.5em;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
}

/** A round number that is at least `value`, so that the ticks under it are round too. */
export function niceTop(value: number): number {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 10].find((each) => each * power >= value) ?? 10) * power;
}

function ticks(top: number): number[] {
  return [0, top / 2, top];
}

export interface Cell {
  row: number;
  column: number;
  value: number;
}

/** Weekday by hour as a table whose cells are the darker the more there was. */
@customElement('admin-heat')
export class HeatMap extends LitElement {
  @property() label = '';
  @property({ attribute: false }) cells: readonly Cell[] = [];
  @property({ attribute: false }) rowName: (row: number) => string = String;
  @property({ attribute: false }) write: (value: number) => string = String;

  override render(): TemplateResult {
    const max = Math.max(0, ...this.cells.map((each) => each.value)) || 1;
    const rows = [...new Set(this.cells.map((each) => each.row))].sort((a, b) => a - b);
    return html`<table>
      <caption class="visually-hidden">${this.label}</caption>
      <thead>
        <tr><td></td>${Array.from({ length: 24 }, (_, i) => html`<th scope="col">${i % 3 === 0 ? i : ''}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            <th scope="row">${this.rowName(row)}</th>
            ${Array.from({ length: 24 }, (_, column) => this.#cell(row, column, max))}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #cell(row: number, column: number, max: number): TemplateResult {
    const value = this.cells.find((each) => each.row === row && each.column === column)?.value ?? 0;
    const words = `${this.rowName(row)} ${column}:00 · ${this.write(value)}`;
    return html`<td title=${words} style="--heat:${Math.round((100 * value) / max)}%"><span class="visually-hidden">${this.write(value)}</span></td>`;
  }

  static override styles = [
    styles,
    css`
      table {
        table-layout: fixed;
        border-collapse: separate;
        border-spacing: 2px;
      }

      th,
      td {
        padding: 0;
        border: 0;
        font-size: 0.75rem;
        font-weight: 400;
        overflow: visible;
      }

      thead td,
      tbody th {
        width: 32px;
      }

      tbody td {
        height: 22px;
        border-radius: 3px;
        background: color-mix(in oklab, var(--accent) var(--heat), var(--surface-strong));
      }

      @media (max-width: 599px) {
        table {
          border-spacing: 1px;
        }
      }
    `,
  ];
}

/** A ranking as bars; `part` is 0 to 1 of the longest. */
export function bar(part: number): TemplateResult {
  return html`<span class="bar" aria-hidden="true"><i style="width:${Math.round(100 * Math.min(1, Math.max(0, part)))}%"></i></span>`;
}

export const barStyles = css`
  .bar {
    display: block;
    min-width: 60px;
    height: 8px;
    overflow: hidden;
    border-radius: 4px;
    background: var(--surface-strong);
  }

  .bar i {
    display: block;
    height: 100%;
    border-radius: inherit;
    background: var(--accent);
  }
`;
