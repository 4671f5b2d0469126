namespace Marketplace.Content.Items;

/// <summary>Every kind of the tenant's features.</summary>
internal sealed class KindCatalogue(IEnumerable<IContentKinds> providers)
{
    private readonly IContentKinds[] _providers = [.. providers];

    /// <summary>In the language of the request.</summary>
    public IReadOnlyList<ContentKind> All => [.. _providers.SelectMany(x => x.GetKinds())];

    public ContentKind? Find(string name) => All.FirstOrDefault(x => x.Name == name);
}
