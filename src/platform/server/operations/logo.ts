import { refuseField } from '#shared/errors.ts';
import { redrawPicture } from '../picture.ts';

const SIDE = 512;

/**
 * Draws an image again as a WebP of 512 pixels at most.
 * @throws {Refusal} `platform.logo-not-an-image`
 */
export async function drawLogo(content: Uint8Array): Promise<Uint8Array> {
	const drawn = await redrawPicture(content, (upright) =>
		upright.resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 88 })
	);
	if (!drawn) throw refuseField('logo', 'platform.logo-not-an-image');
	return drawn;
}
