package org.vigie.eye.scene;

/// One coordinate that moves at a nearly constant speed, seen with noise.
final class Kalman {

  private double position;
  private double speed;
  private double positionVariance;
  private double covariance;
  private double speedVariance;

  /// @param scale the size of the thing it belongs to; noises are fractions of it
  Kalman(double position, double scale) {
    this.position = position;
    this.positionVariance = square(0.1 * scale);
    this.speedVariance = square(2 * scale);
  }

  double position() {
    return position;
  }

  /// Per second.
  double speed() {
    return speed;
  }

  /// Moves on.
  ///
  /// @param push how far the speed may change in a second
  void predict(double seconds, double push) {
    position += speed * seconds;
    double noise = square(push);
    positionVariance +=
        seconds * (2 * covariance + seconds * speedVariance) + noise * seconds * seconds * seconds;
    covariance += seconds * speedVariance + noise * seconds * seconds / 2;
    speedVariance += noise * seconds;
  }

  /// Takes in where it was seen.
  ///
  /// @param error the usual error of such a look
  void correct(double seen, double error) {
    double total = positionVariance + square(error);
    double gain = positionVariance / total;
    double speedGain = covariance / total;
    double surprise = seen - position;
    position += gain * surprise;
    speed += speedGain * surprise;
    speedVariance -= speedGain * covariance;
    covariance *= 1 - gain;
    positionVariance *= 1 - gain;
  }

  /// Slows down, for what is not seen at present.
  void damp(double factor) {
    speed *= factor;
  }

  private static double square(double x) {
    return x * x;
  }
}
