using System.Text;
using Marketplace.Stripe.Webhooks;

namespace Marketplace.Stripe.Tests.Webhooks;

[Trait("Acceptance", "S1-06")]
public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_test_secret";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"id\":\"evt_1\",\"note\":\"Grüße\"}");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_772_445_600);

    /// <summary>Made with: printf '%s' '1772445600.{"id":"evt_1","note":"Grüße"}' | openssl dgst -sha256 -hmac whsec_test_secret</summary>
    private const string Vector = "941c0fe45290545ff59a9a94967778be5929b80b02f67fcf10b7342cd4739e42";

    [Fact]
    public void It_agrees_with_openssl() => Assert.Equal($"t=1772445600,v1={Vector}", WebhookSignature.Header(Body, Secret, At));

    [Theory]
    [InlineData("t=1772445600,v1={0}", true)]
    [InlineData("v1={0},t=1772445600", true)]
    [InlineData("t=1772445600, v1={0}", true)]
    [InlineData("t=1772445600,v1=0000,v1={0}", true)]
    [InlineData("t=1772445600,v0=0000,v1={0},v2=1111", true)]
    [InlineData("t=1772445600,v0={0}", false)]
    [InlineData("t=1772445600,v1=", false)]
    [InlineData("t=1772445601,v1={0}", false)]
    [InlineData("v1={0}", false)]
    [InlineData("t=,v1={0}", false)]
    [InlineData("t=-1772445600,v1={0}", false)]
    [InlineData("t=99999999999999999999,v1={0}", false)]
    [InlineData("t=9223372036854775807,v1={0}", false)]
    [InlineData("t=1772445600", false)]
    [InlineData("{0}", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Any_v1_may_match_and_nothing_else_counts(string? header, bool isValid) =>
        Assert.Equal(
            isValid,
            WebhookSignature.IsValid(
                Body, header is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, header, Vector), [Secret],
                At));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void It_lasts_five_minutes_both_ways(int seconds, bool isValid) =>
        Assert.Equal(isValid, WebhookSignature.IsValid(Body, $"t=1772445600,v1={Vector}", [Secret], At.AddSeconds(seconds)));

    [Fact]
    public void While_secrets_rotate_either_one_fits()
    {
        var header = $"t=1772445600,v1={Vector}";
        Assert.True(WebhookSignature.IsValid(Body, header, ["whsec_new", Secret], At));
        Assert.True(WebhookSignature.IsValid(Body, header, [Secret, "whsec_new"], At));
        Assert.False(WebhookSignature.IsValid(Body, header, ["whsec_new"], At));
        Assert.False(WebhookSignature.IsValid(Body, header, [], At));
    }

    [Theory]
    [InlineData("{\"id\": \"evt_1\",\"note\":\"Grüße\"}")]
    [InlineData("{\"id\":\"evt_1\",\"note\":\"Gr\\u00fc\\u00dfe\"}")]
    [InlineData("{\"id\":\"evt_1\",\"note\":\"Grüße\"}\n")]
    [InlineData("")]
    public void The_same_event_written_differently_does_not_fit(string body) =>
        Assert.False(WebhookSignature.IsValid(Encoding.UTF8.GetBytes(body), $"t=1772445600,v1={Vector}", [Secret], At));

    [Fact]
    public void Upper_case_hex_does_not_fit() =>
        Assert.False(WebhookSignature.IsValid(Body, $"t=1772445600,v1={Vector.ToUpperInvariant()}", [Secret], At));
}
