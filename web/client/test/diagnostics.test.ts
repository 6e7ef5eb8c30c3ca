// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { Diagnostics } from '../src/diagnostics.js';
import { qualityOf } from '../src/quality.js';
import { bytesReceived, livedSince, signsOfLife } from '../src/traffic-watch.js';

function report(...entries: Record<string, unknown>[]): RTCStatsReport {
  return new Map(entries.map((each) => [String(each['id']), each])) as unknown as RTCStatsReport;
}

const path = [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P2', bytesReceived: 7 },
  { id: 'P1', type: 'candidate-pair', state: 'succeeded', currentRoundTripTime: 9, responsesReceived: 1 },
  { id: 'P2', type: 'candidate-pair', state: 'succeeded', currentRoundTripTime: 0.042, responsesReceived: 3, localCandidateId: 'L', remoteCandidateId: 'R' },
  { id: 'L', type: 'local-candidate', candidateType: 'prflx', address: '192.0.2.1', port: 5000, protocol: 'udp' },
  { id: 'R', type: 'remote-candidate', candidateType: 'host', address: '192.0.2.7', port: 10000, protocol: 'udp' },
];

function line(mid: string, packetsReceived: number, packetsLost: number, bytes: number): Record<string, unknown> {
  return { id: `I${mid}`, type: 'inbound-rtp', mid, packetsReceived, packetsLost, jitter: 0.004, bytesReceived: bytes };
}

it('calls a connection excellent, good, fair or poor by latency and loss (R197-R200)', () => {
  expect(qualityOf(99.9, 0.99)).toBe('excellent');
  expect(qualityOf(100, 0)).toBe('good');
  expect(qualityOf(0, 1)).toBe('good');
  expect(qualityOf(199, 4.9)).toBe('good');
  expect(qualityOf(200, 0)).toBe('fair');
  expect(qualityOf(0, 5)).toBe('fair');
  expect(qualityOf(399, 9.9)).toBe('fair');
  expect(qualityOf(400, 0)).toBe('poor');
  expect(qualityOf(0, 10)).toBe('poor');
});

it('reads latency from the pair in use, in milliseconds (R195)', () => {
  const diagnostics = new Diagnostics();
  diagnostics.take(report(...path), 0);
  expect(diagnostics.now(0)).toMatchObject({
    voice_latency_ms: 42,
    transport_kind: 'webrtc udp',
    candidate_pair: 'prflx 192.0.2.1:5000 → host 192.0.2.7:10000',
  });
});

it('voice_metrics_track_packet_loss_correctly', () => {
  const diagnostics = new Diagnostics();
  diagnostics.take(report(...path, line('1', 950, 50, 0), line('2', 100, 0, 0)), 0);
  expect(diagnostics.now(0).voice_packet_loss_pct).toBeCloseTo((50 / 1_100) * 100);
  diagnostics.take(report(...path, line('1', 1_040, 60, 0), line('2', 200, 0, 0)), 5_000);
  expect(diagnostics.now(0).voice_packet_loss_pct).toBeCloseTo((10 / 200) * 100);
  expect(diagnostics.now(0).quality).toBe('fair');
  expect(diagnostics.line('1')).toMatchObject({ quality: 'poor', latencyMs: 42, lossPct: 10, jitterMs: 4 });
  expect(diagnostics.line('2')).toMatchObject({ quality: 'excellent', lossPct: 0 });
  expect(diagnostics.line('3')).toBeUndefined();
});

it('gives bitrate, jitter and active speakers (R256, R257)', () => {
  const diagnostics = new Diagnostics();
  diagnostics.take(report(...path, line('1', 1, 0, 1_000), { id: 'O', type: 'outbound-rtp', bytesSent: 0 }), 0);
  diagnostics.take(report(...path, line('1', 51, 0, 5_000), { id: 'O', type: 'outbound-rtp', bytesSent: 4_000 }), 1_000);
  const now = diagnostics.now(3);
  expect(now.voice_bitrate_kbps).toBe(64);
  expect(now.voice_jitter_ms).toBe(4);
  expect(now.active_speakers).toBe(3);
});

it('counts the transport’s bytes, or the lines’ where a browser counts no transport', () => {
  expect(bytesReceived(report(...path, line('1', 1, 0, 5)))).toBe(7);
  expect(bytesReceived(report(line('1', 1, 0, 5), line('2', 1, 0, 6)))).toBe(11);
});

it('sees life in more bytes, in more answered checks, and in a new pair that answered', () => {
  const before = signsOfLife(report(...path));
  expect(livedSince(before, signsOfLife(report(...path)))).toBe(false);
  const fresh = { id: 'P3', type: 'candidate-pair', responsesReceived: 1 };
  expect(livedSince(before, signsOfLife(report(...path, fresh)))).toBe(true);
  expect(livedSince(before, signsOfLife(report({ id: 'T', type: 'transport', bytesReceived: 8 })))).toBe(true);
  expect(livedSince(new Map(), new Map())).toBe(true);
});
