import sharp from 'sharp';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { setPhoto } from '../server/photo/set-photo.ts';

/** A wide picture, red at its left and green at its right, that says where it was taken. */
export function aPicture(): Promise<Uint8Array> {
	const red = { create: { width: 600, height: 600, channels: 3, background: '#c00000' } } as const;
	return sharp({ create: { width: 1200, height: 600, channels: 3, background: '#00c000' } })
		.composite([{ input: red, left: 0, top: 0 }])
		.withExif({
			IFD0: { Artist: 'Claire' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 30/1 0/1' }
		})
		.jpeg()
		.toBuffer();
}

/** Keeps a file as an upload does; answers its id. */
export async function sentPicture(caller: Caller, content: Uint8Array): Promise<string> {
	const mediaType = 'image/jpeg';
	return (await keepFile(caller, { name: 'portrait.jpg', mediaType, content })).id;
}

/** Gives a person a photograph; answers its id. */
export async function aPhoto(caller: Caller, id: string, input: object = {}): Promise<string> {
	const file = await sentPicture(caller, await aPicture());
	return (await perform(setPhoto, caller, { id, file, ...input })).photoId;
}
