using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Abstractions.Tests.Http;

public sealed class JsonBodyTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(typeof(IStringLocalizer<>), typeof(PlainText<>)).AddSingleton<TimeProvider>(TestTime.StandingStill())
        .BuildServiceProvider();

    [Theory]
    [InlineData("25.50", 25_500_000L)]
    [InlineData("0.000001", 1L)]
    [InlineData("0", 0L)]
    [InlineData("null", null)]
    [InlineData("\"25.50\"", null, true)]
    [InlineData("2.5e1", null, true)]
    [InlineData("-1", null, true)]
    [InlineData("0.0000001", null, true)]
    [InlineData("12345678901234", null, true)]
    [InlineData("9223372036854.775808", null, true)]
    [InlineData("true", null, true)]
    [InlineData("[1]", null, true)]
    public async Task Amounts_are_plain_digits(string json, long? micros, bool isWrong = false)
    {
        var body = await ReadAsync($$"""{"x":{{json}}}""");

        Assert.Equal(micros, body.Amount("x")?.Micros);
        Assert.Equal(isWrong ? ["x"] : [], body.Errors.Keys);
    }

    [Theory]
    [InlineData("25.5", 2550L)]
    [InlineData("25.505", null, true)]
    [InlineData("25.500", null, true)]
    [InlineData("2e1", null, true)]
    [InlineData("\"25\"", null, true)]
    public async Task Dollars_have_two_decimals(string json, long? cents, bool isWrong = false)
    {
        var body = await ReadAsync($$"""{"x":{{json}}}""");

        Assert.Equal(cents, body.Usd("x")?.Cents);
        Assert.Equal(isWrong ? ["x"] : [], body.Errors.Keys);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("null", null)]
    [InlineData("3.5", null, true)]
    [InlineData("3.0", 3)]
    [InlineData("3e0", null, true)]
    [InlineData("0", null, true)]
    [InlineData("21", null, true)]
    [InlineData("99999999999999999999", null, true)]
    [InlineData("\"3\"", null, true)]
    public async Task Whole_numbers_lie_in_their_range(string json, int? expected, bool isWrong = false)
    {
        var body = await ReadAsync($$"""{"x":{{json}}}""");

        Assert.Equal(expected, body.Whole("x", 1, 20));
        Assert.Equal(isWrong ? ["x"] : [], body.Errors.Keys);
    }

    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("null", null)]
    [InlineData("7", null, true)]
    [InlineData("\"\\ud800\"", null, true)]
    [InlineData("\"a\\u0000\"", null, true)]
    public async Task Texts_are_texts(string json, string? expected, bool isWrong = false)
    {
        var body = await ReadAsync($$"""{"x":{{json}}}""");

        Assert.Equal(expected, body.Text("x"));
        Assert.Equal(isWrong ? ["x"] : [], body.Errors.Keys);
    }

    [Fact]
    public async Task Lists_and_flags_are_what_they_are()
    {
        var body = await ReadAsync("""{"ids":["a","b"],"on":true,"wrongIds":["a",1],"wrongOn":"true","nothing":null}""");

        Assert.Equal(["a", "b"], body.Texts("ids"));
        Assert.True(body.Flag("on"));
        Assert.Null(body.Flag("missing"));
        Assert.True(body.Names("nothing"));
        Assert.False(body.Names("missing"));
        Assert.Empty(body.Errors);
        Assert.Null(body.Texts("wrongIds"));
        Assert.Null(body.Flag("wrongOn"));
        Assert.Equal(["wrongIds", "wrongOn"], body.Errors.Keys);
    }

    [Theory]
    [InlineData("[]", "application/json")]
    [InlineData("7", "application/json")]
    [InlineData("{", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("{}", "text/plain")]
    [InlineData("""{"x":1,"x":1000}""", "application/json")]
    public async Task Only_an_object_that_says_each_thing_once_is_a_body(string json, string type)
    {
        var body = await ReadAsync(json, type);

        Assert.Equal([""], body.Errors.Keys);
        Assert.Null(body.Amount("x"));
    }

    [Theory]
    [InlineData("k-1", true)]
    [InlineData("", false)]
    [InlineData("with space", false)]
    [InlineData("ümlaut", false)]
    public void Keys_are_printable(string key, bool isFine)
    {
        var read = IdempotencyKey.Read(JsonRequest.Of(Services, key: key), isRequired: false, out var problem);

        Assert.Equal((isFine, isFine ? key : ""), (problem is null, read));
    }

    [Fact]
    public void Without_a_key_each_request_has_one_of_its_own_where_none_is_asked_for()
    {
        var first = IdempotencyKey.Read(JsonRequest.Of(Services), isRequired: false, out var problem);

        Assert.Null(problem);
        Assert.NotEqual(first, IdempotencyKey.Read(JsonRequest.Of(Services), isRequired: false, out _));
        IdempotencyKey.Read(JsonRequest.Of(Services), isRequired: true, out problem);
        Assert.NotNull(problem);
        IdempotencyKey.Read(JsonRequest.Of(Services, key: new string('k', 151)), isRequired: false, out problem);
        Assert.NotNull(problem);
        var twice = JsonRequest.Of(Services);
        twice.Headers[IdempotencyKey.Header] = new(["a", "b"]);
        IdempotencyKey.Read(twice, isRequired: false, out problem);
        Assert.NotNull(problem);
    }

    private static Task<JsonBody> ReadAsync(string body, string type = "application/json") =>
        JsonBody.ReadAsync(JsonRequest.Of(Services, body, type: type), CancellationToken.None);
}
