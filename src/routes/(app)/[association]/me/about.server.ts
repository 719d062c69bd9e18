/** Whom a page of the member space is about, when it isn’t whoever reads: `?person=`; the operations decide. */
export function aboutIn({ url }: { readonly url: URL }): string | undefined {
	return url.searchParams.get('person') ?? undefined;
}
