using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Addresses;

/// <summary>
/// Whether an item may have an address: of the kind's form, not reserved, and no other text's. Two languages of one text may share one;
/// what another text's readers see at this moment is taken too, also while its draft has been given another.
/// </summary>
internal sealed class AddressCheck(ReservedAddresses reserved, IStringLocalizer<AddressCheck> text)
{
    /// <summary>The canonical address, or name, of what was typed; null for nothing.</summary>
    public (string? Address, AddressProblem? Problem) Read(ContentKind kind, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return (null, null);
        if (kind.Root is not { } root)
            return ContentAddress.CanonicalName(typed) is { } name
                ? (name, null)
                : (null, new AddressProblem.Invalid(text["Give a name of small letters, digits and hyphens, for example storage-note."]));
        if (ContentAddress.Canonical(typed) is not { } address)
            return (null, new AddressProblem.Invalid(
                text["Give an address of small letters, digits, hyphens and slashes, for example {0}/getting-started.", root]));
        if (!ReservedAddresses.IsBelow(address, root))
            return (null, new AddressProblem.Invalid(text["Addresses of “{0}” begin with {1}.", kind.Title, root]));
        return reserved.WhyNot(kind, address) is { } why ? (null, new AddressProblem.Reserved(why)) : (address, null);
    }

    /// <summary>Others who choose addresses wait until the transaction ends.</summary>
    public static Task TakeTurnAsync(UnitOfWork db, CancellationToken cancellationToken) =>
        db.ExecuteAsync("update content_address_turn set turn = turn + 1 where id = 1", null, cancellationToken);

    /// <param name="address">Canonical; call <see cref="TakeTurnAsync"/> before.</param>
    public async Task<AddressProblem?> FindOwnerAsync(
        DbSession db, ContentKind kind, string groupId, string address, CancellationToken cancellationToken)
    {
        var sameSort = kind.Root is null ? "kind = @kind" : "address like '/%'";
        var found = await db.QueryAsync<Owner>(
            $"""
            select id, title, language from content_items
            where address = @address and group_id <> @groupId and trashed_at is null and {sameSort}
            union all
            select item_id as id, title, language from content_published where address = @address and group_id <> @groupId and {sameSort}
            limit 1
            """,
            new { address, groupId, kind = kind.Name }, cancellationToken);
        return found is [var owner, ..]
            ? new AddressProblem.Taken(
                text["“{0}” ({1}) has the address {2} already. Choose another, or change that one first.",
                    owner.Title.Length > 0 ? owner.Title : owner.Id, owner.Language, address],
                owner.Id)
            : null;
    }

    /// <summary>A free address for a new item of this title.</summary>
    /// <param name="title">May be empty.</param>
    public async Task<string> ProposeAsync(
        DbSession db, ContentKind kind, string groupId, string title, string? parentAddress, CancellationToken cancellationToken)
    {
        if (kind is { Root.Length: > 0, IsTree: false } && Read(kind, kind.Root).Problem is null
            && await FindOwnerAsync(db, kind, groupId, kind.Root, cancellationToken) is null)
            return kind.Root;
        var slug = ContentAddress.SlugOf(title) is { Length: > 0 } readable ? readable : kind.Name;
        var start = kind.Root is null ? slug : $"{parentAddress ?? kind.Root}/{slug}";
        for (var i = 1; ; i++)
        {
            var candidate = i == 1 ? start : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{start}-{i}");
            if (i > 100 || (Read(kind, candidate).Problem is null
                && await FindOwnerAsync(db, kind, groupId, candidate, cancellationToken) is null))
                return candidate;
        }
    }

    private sealed record Owner(string Id, string Title, string Language);
}
