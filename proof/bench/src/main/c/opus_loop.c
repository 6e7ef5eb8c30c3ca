/* SPDX-License-Identifier: Apache-2.0
 * The cost of libopus itself: encodes and decodes a recording with the library that is named, as
 * OpusReport does from Java, and prints nanoseconds of CPU per frame of 20 ms.
 *
 *   opus_loop LIBRARY PCM COMPLEXITY
 *
 * PCM is 16 bit, one channel, 48 kHz, without a header. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FRAME = 960, PACKET_MAX = 1276 };

/* Of this thread, so that other work on the machine does not count. */
static long cpu_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  void *lib = dlopen(argv[1], RTLD_NOW);
  FILE *file = fopen(argv[2], "rb");
  if (!lib || !file) return 2;
  fseek(file, 0, SEEK_END);
  long frames = ftell(file) / 2 / FRAME;
  rewind(file);
  short *pcm = malloc(frames * FRAME * 2);
  unsigned char *packets = malloc(frames * PACKET_MAX);
  int *lengths = malloc(frames * sizeof(int));
  if (fread(pcm, 2, frames * FRAME, file) != (size_t)frames * FRAME) return 2;
  void *(*encoder_create)(int, int, int, int *) = dlsym(lib, "opus_encoder_create");
  int (*encoder_ctl)(void *, int, ...) = dlsym(lib, "opus_encoder_ctl");
  int (*encode)(void *, const short *, int, unsigned char *, int) = dlsym(lib, "opus_encode");
  void *(*decoder_create)(int, int, int *) = dlsym(lib, "opus_decoder_create");
  int (*decoder_ctl)(void *, int, ...) = dlsym(lib, "opus_decoder_ctl");
  int (*decode)(void *, const unsigned char *, int, short *, int, int) = dlsym(lib, "opus_decode");
  int error = 0;
  void *encoder = encoder_create(48000, 1, 2048, &error);
  void *decoder = decoder_create(48000, 1, &error);
  encoder_ctl(encoder, 4006, 1);
  encoder_ctl(encoder, 4002, 32000);
  encoder_ctl(encoder, 4010, atoi(argv[3]));
  decoder_ctl(decoder, 4010, 5);
  short out[5760];
  long start = cpu_ns();
  for (long i = 0; i < frames; i++)
    lengths[i] = encode(encoder, pcm + i * FRAME, FRAME, packets + i * PACKET_MAX, PACKET_MAX);
  long encoded = cpu_ns();
  for (long i = 0; i < frames; i++)
    decode(decoder, packets + i * PACKET_MAX, lengths[i], out, 5760, 0);
  long decoded = cpu_ns();
  printf("%ld %ld\n", (encoded - start) / frames, (decoded - encoded) / frames);
  return 0;
}
