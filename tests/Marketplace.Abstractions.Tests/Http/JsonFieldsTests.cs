using System.Text;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Abstractions.Tests;

public sealed class JsonFieldsTests
{
    [Theory]
    [InlineData("""{"x":25.50}""", true, "25.50")]
    [InlineData("""{"x":0.000001}""", true, "0.000001")]
    [InlineData("""{"x":null}""", true, null)]
    [InlineData("""{}""", true, null)]
    [InlineData("""{"x":"25.50"}""", false, null)]
    [InlineData("""{"x":2.5e1}""", false, null)]
    [InlineData("""{"x":-1}""", false, null)]
    [InlineData("""{"x":0.0000001}""", false, null)]
    [InlineData("""{"x":12345678901234}""", false, null)]
    [InlineData("""{"x":true}""", false, null)]
    [InlineData("""{"x":[1]}""", false, null)]
    public async Task Numbers_are_plain_digits(string json, bool isFine, string? expected)
    {
        var fields = (await ReadAsync(json))!;

        Assert.Equal(isFine, fields.TryNumber("x", out var number));
        Assert.Equal(expected, number?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("""{"x":3}""", true, 3)]
    [InlineData("""{"x":3.0}""", true, 3)]
    [InlineData("""{"x":3.5}""", false, null)]
    [InlineData("""{"x":1000000000}""", false, null)]
    [InlineData("""{"x":"3"}""", false, null)]
    public async Task Whole_numbers_have_no_fraction(string json, bool isFine, int? expected)
    {
        Assert.Equal(isFine, (await ReadAsync(json))!.TryWhole("x", out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("""{"x":"text"}""", true, "text")]
    [InlineData("""{"x":7}""", false, null)]
    [InlineData("""{"x":"\ud800"}""", false, null)]
    public async Task Texts_are_texts(string json, bool isFine, string? expected)
    {
        Assert.Equal(isFine, (await ReadAsync(json))!.TryText("x", out var text));
        Assert.Equal(expected, text);
    }

    [Fact]
    public async Task A_character_zero_is_no_text() => Assert.False((await ReadAsync("""{"x":"a\u0000"}"""))!.TryText("x", out _));

    [Theory]
    [InlineData("[]", "application/json")]
    [InlineData("7", "application/json")]
    [InlineData("{", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task Only_an_object_is_a_body(string body, string type) => Assert.Null(await ReadAsync(body, type));

    private static Task<JsonFields?> ReadAsync(string body, string type = "application/json")
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = type;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return JsonFields.ReadAsync(context.Request, CancellationToken.None);
    }
}
