namespace Marketplace.Architecture.Tests.Rooms;

/// <summary>The finder of circles finds them.</summary>
public sealed class CirclesTests
{
    private static readonly Lazy<IReadOnlyCollection<Knows>> Own = new(() =>
        RoomGraph.Of(typeof(CirclesTests).Assembly.Location, "tests/Marketplace.Architecture.Tests"));

    [Fact]
    public void A_lambda_and_a_constant_make_a_circle()
    {
        var circle = Assert.Single(Circles.In(Own.Value), x => x.Contains("Sample", StringComparison.Ordinal));
        Assert.StartsWith("Rooms/Sample/{Left/, Right/}", circle, StringComparison.Ordinal);
        Assert.Contains("Answer in Caller.cs", circle, StringComparison.Ordinal);
        Assert.Contains("Caller in Answer.cs", circle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_s_type_argument_is_known() =>
        Assert.Contains(new Knows("Rooms/Sample/Up/User.cs", "Rooms/Sample/Down/Thing.cs", "IThing"), Own.Value);

    [Fact]
    public void A_circle_may_be_long() =>
        Assert.Single(
            Found("A/1.cs>B/1.cs", "B/2.cs>C/1.cs", "C/2.cs>A/2.cs", "D/1.cs>A/1.cs"),
            x => x.StartsWith("{A/, B/, C/}", StringComparison.Ordinal));

    [Fact]
    public void Rooms_inside_a_room_are_looked_at_too() =>
        Assert.Single(Found("A/X/1.cs>A/Y/1.cs", "A/Y/2.cs>A/X/2.cs"), x => x.StartsWith("A/{X/, Y/}", StringComparison.Ordinal));

    [Fact]
    public void A_file_beside_the_rooms_is_a_room_of_its_own()
    {
        Assert.Empty(Found("Startup.cs>A/1.cs", "A/1.cs>Permissions.cs"));
        Assert.Single(Found("Startup.cs>A/1.cs", "A/1.cs>Startup.cs"));
    }

    [Fact]
    public void Files_of_one_room_may_know_each_other() => Assert.Empty(Found("A/1.cs>A/2.cs", "A/2.cs>A/1.cs"));

    [Fact]
    public void One_direction_is_no_circle() => Assert.Empty(Found("A/1.cs>B/1.cs", "A/1.cs>C/1.cs", "B/1.cs>C/1.cs"));

    private static List<string> Found(params string[] steps) =>
        [.. Circles.In([.. steps.Select(x => x.Split('>')).Select(x => new Knows(x[0], x[1], "Type"))])];
}
