using Marketplace.Docs.Ordering;

namespace Marketplace.Docs.Tests.Ordering;

public sealed class ArrangementTests
{
    private static readonly GroupRow[] Rows =
    [new("a", null, 1), new("b", null, 2), new("c", null, 3), new("b1", "b", 1), new("b2", "b", 2)];

    [Theory]
    [InlineData("c", null, 0, "c a b(b1 b2)")]
    [InlineData("a", null, 1, "b(b1 b2) a c")]
    [InlineData("a", null, 99, "b(b1 b2) c a")]
    [InlineData("b2", "b", 0, "a b(b2 b1) c")]
    [InlineData("a", "b", 1, "b(b1 a b2) c")]
    [InlineData("b", "c", 0, "a c(b(b1 b2))")]
    [InlineData("b1", null, 2, "a b(b2) b1 c")]
    [InlineData("a", "b1", 0, "b(b1(a) b2) c")]
    [InlineData("b", "b", 0, null)]
    [InlineData("b", "b2", 0, null)]
    public void A_page_moves_with_what_stands_below_it(string id, string? parent, int place, string? expected)
    {
        var changed = Arrangement.Move(Rows, id, parent, place);
        Assert.Equal(expected, changed is null ? null : Drawn([.. Rows.Where(x => changed.All(y => y.Id != x.Id)), .. changed]));
    }

    [Fact]
    public void A_move_to_where_it_stands_changes_nothing() => Assert.Empty(Arrangement.Move(Rows, "b", null, 1)!);

    [Fact]
    public void The_version_changes_with_any_place_and_not_with_the_order_of_reading()
    {
        var version = Arrangement.VersionOf(Rows);
        Assert.Equal(version, Arrangement.VersionOf(Rows.Reverse()));
        Assert.NotEqual(version, Arrangement.VersionOf([.. Rows.Skip(1), new GroupRow("a", null, 2)]));
        Assert.NotEqual(version, Arrangement.VersionOf([.. Rows.Skip(1), new GroupRow("a", "c", 1)]));
    }

    [Fact]
    public void What_stands_in_a_circle_or_below_nothing_is_shown_all_the_same() =>
        Assert.Equal(
            ["orphan", "a", "x", "y"],
            Arrangement.InOrder([new("x", "y", 5), new("y", "x", 6), new("orphan", "gone", 1), new("a", null, 2)]).Select(x => x.Row.Id));

    [Theory]
    [InlineData("b1", "down", "b", 1)]
    [InlineData("b1", "up", null, null)]
    [InlineData("b1", "out", null, 2)]
    [InlineData("b2", "in", "b1", 5)]
    [InlineData("a", "out", null, null)]
    [InlineData("c", "down", null, null)]
    [InlineData("c", "sideways", null, null)]
    [InlineData("nobody", "up", null, null)]
    public void A_step_leads_one_place_further(string id, string way, string? parent, int? place)
    {
        var places = Arrangement.InOrder(Rows)
            .Select(x => new DocPlace(x.Row.Id, x.Row.ParentGroupId, x.Depth, "cit", x.Row.Id, null, IsPublished: true)).ToList();
        var step = DocSteps.Of(places, id, way);
        Assert.Equal(place, step?.Place);
        Assert.Equal(parent, step?.Parent);
    }

    private static string Drawn(IReadOnlyCollection<GroupRow> rows)
    {
        string Below(string? parent) => string.Join(' ', Arrangement.InOrder(rows).Where(x => x.Row.ParentGroupId == parent).Select(x =>
            x.Row.Id + (rows.Any(y => y.ParentGroupId == x.Row.Id) ? $"({Below(x.Row.Id)})" : "")));
        return Below(null);
    }
}
