import type { Sharp } from 'sharp';
import { redrawPicture } from '#platform/server/picture.ts';
import type { PhotoCrop } from '#modules/people/domain/photo.ts';
import { isPlainPhoto } from '#modules/people/domain/plain-photo.ts';
import {
	squareAt,
	PHOTO_CROP_SHARE,
	PHOTO_SIDE,
	SMALL_PHOTO_SIDE
} from '#modules/people/domain/photo.ts';

export interface DrawnPhoto {
	/** JPEG, 512 pixels square. */
	readonly full: Uint8Array;
	/** JPEG, 192 pixels square. */
	readonly small: Uint8Array;
}

/** The square of a picture that is kept, in both sizes; `undefined` for what is no picture: see `redrawPicture`. */
export async function drawPhoto(
	content: Uint8Array,
	crop: PhotoCrop
): Promise<DrawnPhoto | undefined> {
	const full = await square(content, PHOTO_SIDE, crop);
	const small = full && (await square(full, SMALL_PHOTO_SIDE, 'centre'));
	return full && small && { full, small };
}

/**
 * The photograph of a file that somebody exported, to the byte when this program drew it: what is exported again is
 * the same. Any other picture is drawn.
 */
export async function drawUnlessDrawn(content: Uint8Array): Promise<DrawnPhoto | undefined> {
	if (!isPlainPhoto(content)) return drawPhoto(content, 'centre');
	const small = await square(content, SMALL_PHOTO_SIDE, 'centre');
	return small && { full: content, small };
}

function square(content: Uint8Array, side: number, position: PhotoCrop) {
	return redrawPicture(content, (upright, sides) =>
		cut(upright, sides, side, position)
			.flatten({ background: '#fff' })
			.jpeg({ quality: 84, mozjpeg: true })
	);
}

function cut(
	upright: Sharp,
	sides: { readonly width: number; readonly height: number },
	side: number,
	position: PhotoCrop
): Sharp {
	if (!PHOTO_CROP_SHARE.test(position))
		return upright.resize(side, side, { fit: 'cover', position });
	return upright.extract(squareAt(Number(position), sides)).resize(side, side);
}
