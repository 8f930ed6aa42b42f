import { LacunaError } from '../../shared/errors.ts';
import { RAW_BITMAP, type Surface } from './surface.ts';

/**
 * Reads through a WebGL2 texture, which keeps colours under partial alpha as they are.
 *
 * @returns null where there is no WebGL2
 */
export function createWebglSurface(): Surface | null {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', { antialias: false, depth: false });
  if (!gl) return null;
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  return {
    async read(bitmap, x, y, width, height) {
      const part = await createImageBitmap(bitmap, x, y, width, height, RAW_BITMAP);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, part);
      part.close();
      const data = new Uint8Array(width * height * 4);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, data);
      if (gl.getError() !== gl.NO_ERROR)
        throw new LacunaError('out-of-memory', 'the picture could not be read back');
      return new Uint8ClampedArray(data.buffer);
    },
    release() {
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}
