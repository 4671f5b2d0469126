namespace Marketplace.Docs.Ordering;

/// <summary>Where a page comes to stand by one step.</summary>
internal static class DocSteps
{
    /// <param name="way">
    /// <c>up</c> and <c>down</c> among its sisters, <c>in</c> below the sister before it, <c>out</c> behind its parent.
    /// </param>
    /// <returns>Null where it can take no such step.</returns>
    public static (string? Parent, int Place)? Of(IReadOnlyList<DocPlace> places, string groupId, string? way)
    {
        if (places.FirstOrDefault(x => x.GroupId == groupId) is not { } page)
            return null;
        var sisters = places.Where(x => x.ParentGroupId == page.ParentGroupId).ToList();
        var at = sisters.IndexOf(page);
        return way switch
        {
            "up" when at > 0 => (page.ParentGroupId, at - 1),
            "down" when at < sisters.Count - 1 => (page.ParentGroupId, at + 1),
            "in" when at > 0 => (sisters[at - 1].GroupId, places.Count),
            "out" when places.FirstOrDefault(x => x.GroupId == page.ParentGroupId) is { } parent =>
                (parent.ParentGroupId, places.Where(x => x.ParentGroupId == parent.ParentGroupId).ToList().IndexOf(parent) + 1),
            _ => null,
        };
    }
}
